import { execFileSync, spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

// Run in the folder of an example. It serves the front end, for the Gatehouse that responds at its URL; where none does, it
// starts one.
const url = process.env.VITE_GATEHOUSE_URL ?? 'http://localhost:4000/graphql';
const { hostname, port } = new URL(url);
// `npm start -- --port 3000`; the links in emails of a Gatehouse that is started here lead to that port, too.
const { values } = parseArgs({ options: { port: { type: 'string' } } });

if (await isRunning()) {
  console.log(`Using the Gatehouse at ${url}.`);
} else if (hostname === 'localhost') {
  startGatehouse();
} else {
  console.error(`No Gatehouse responds at ${url}. Start it, or unset VITE_GATEHOUSE_URL to use one on this machine.`);
  process.exit(1);
}

const frontEnd = await createServer({ server: values.port ? { port: Number(values.port) } : {} });
await frontEnd.listen();
frontEnd.printUrls();
exitWithParent();

async function isRunning() {
  try {
    return (await fetch(new URL('/livez', url))).ok;
  } catch {
    return false;
  }
}

/** Without npm in between, which would not pass on that it is to stop. */
function startGatehouse() {
  const APP_URL = process.env.APP_URL ?? `http://localhost:${values.port ?? 5173}`;
  const options = { cwd: '../..', stdio: 'inherit', env: { ...process.env, APP_URL, PORT: port || '80' } };
  execFileSync(process.execPath, ['scripts/build.js'], options);
  const args = ['--enable-source-maps', 'dist/src/main.js', '--stop-with-parent'];
  spawn(process.execPath, args, options).once('exit', (code) => process.exit(code ?? 1));
}

/** npm does not pass signals on to what it runs: https://github.com/npm/cli/issues/6684 */
function exitWithParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(), 500).unref();
}
