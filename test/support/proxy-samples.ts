import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where a sample is to listen and to send requests. */
interface Addresses {
  readonly folder: string;
  readonly port: number;
  readonly plainPort: number;
  readonly serverPort: string;
}

/** How to run a proxy in the foreground with the sample of deploy/, which gets the addresses and the certificate of the tests. */
interface Proxy {
  readonly file: string;
  configure(sample: string, addresses: Addresses): string;
  argumentsFor(file: string, folder: string): string[];
}

/** Fails where the sample no longer has what is to be replaced. */
function replace(sample: string, replacements: Record<string, string>): string {
  return Object.entries(replacements).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`There is no ${from} in the sample.`);
    return result.replaceAll(from, to);
  }, sample);
}

/** The path of a file in `test/support/tls`. */
export const testCertificate = (name: string) => resolve('test/support/tls', name);

export const PROXIES = {
  nginx: {
    file: 'deploy/nginx/gatehouse.conf',
    configure: (sample, { folder, port, plainPort, serverPort }) => {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const main = ['daemon off;', `pid ${folder}/pid;`, 'error_log stderr;', 'events {}', 'http {', 'access_log off;'];
      // As root, its workers would be another user, who may not enter the folder.
      const user = process.getuid?.() === 0 ? ['user root;'] : [];
      const own = replace(sample, {
        '127.0.0.1:4000': `127.0.0.1:${serverPort}`,
        'listen 80': `listen 127.0.0.1:${plainPort}`,
        'listen 443': `listen 127.0.0.1:${port}`,
        'auth.example.com;': 'localhost;',
        '/etc/ssl/certs/auth.example.com.pem': testCertificate('server.crt'),
        '/etc/ssl/private/auth.example.com.key': testCertificate('server.key'),
      });
      return [...user, ...main, ...temporary.map((name) => `${name}_temp_path ${folder}/${name};`), own, '}'].join(
        '\n',
      );
    },
    argumentsFor: (file, folder) => ['-e', 'stderr', '-p', folder, '-c', file],
  },
  caddy: {
    file: 'deploy/caddy/Caddyfile',
    configure: (sample, { port, serverPort }) => {
      const own = replace(sample, {
        '127.0.0.1:4000': `127.0.0.1:${serverPort}`,
        'auth.example.com {': `https://localhost:${port} {\n\ttls ${testCertificate('server.crt')} ${testCertificate('server.key')}`,
      });
      return `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${own}`;
    },
    argumentsFor: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
} satisfies Record<string, Proxy>;

export type ProxyName = keyof typeof PROXIES;

/** The sample of deploy/ as the tests run it. */
export function configureProxy(name: ProxyName, addresses: Addresses): string {
  const { file, configure }: Proxy = PROXIES[name];
  return configure(readFileSync(file, 'utf8'), addresses);
}
