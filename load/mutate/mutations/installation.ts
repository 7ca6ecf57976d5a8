import { inFile } from '../mutation.ts';

const INIT = ['test/cli/init.unit.test.ts'];
const HOME = ['test/server/home-claim.server.test.ts'];
const ARRIVAL = ['test/server/arrival.server.test.ts'];
const PROXY = ['test/cli/proxy-judgment.unit.test.ts'];

/** Setting up, checking and first looking at a server. */
export const INSTALLATION = [
  ...inFile('src/cli/init.ts', [
    {
      promise: 'Nobody but its owner can read the secrets that init writes.',
      find: '{ mode: 0o600,',
      replace: '{ mode: 0o644,',
      tests: INIT,
    },
    {
      promise: 'init replaces no file, and so no secret that is in use.',
      find: 'if (first && !force) throw new FileExistsError(first);',
      replace: '',
      tests: INIT,
    },
    {
      promise: 'init replaces nothing that it has kept before.',
      find: 'if (kept) throw new KeptFileExistsError(kept);',
      replace: '',
      tests: INIT,
    },
    {
      promise: 'init keeps the key by which the apps that people have added are encrypted.',
      find: 'secretsKeys: existing ?? newSecret()',
      replace: 'secretsKeys: newSecret()',
      tests: INIT,
    },
    {
      promise: 'Production signs with no secret of a development environment.',
      find: 'production ? undefined : generatedBefore(',
      replace: 'production ? generatedBefore(environment, DEVELOPMENT_SECRETS.signing) : generatedBefore(',
      tests: INIT,
    },
  ]),
  ...inFile('src/config/config.ts', [
    {
      promise: 'NODE_ENV=production counts where Windows has written the .env.',
      find: ".replace(/^\\uFEFF/, '')",
      replace: '',
      tests: ['test/config/environment-file.unit.test.ts'],
    },
    {
      promise: 'Production ignores a .env that was made for development.',
      find: "? 'ignored' : 'read'",
      replace: "? 'read' : 'read'",
      tests: ['test/config/environment-file.unit.test.ts'],
    },
  ]),
  ...inFile('src/server/home.ts', [
    {
      promise: 'The home page shows the link of the first administrator on this machine only.',
      find: 'showsMail && isFromThisMachine(request) && ',
      replace: 'showsMail && ',
      tests: HOME,
    },
    {
      promise: 'The home page gives no more power to other users of this machine than /dev/mail does.',
      find: 'const isShown = showsMail && ',
      replace: 'const isShown = ',
      tests: HOME,
    },
  ]),
  ...inFile('src/server/arrival.ts', [
    {
      promise: 'A server reports how a request has arrived only to someone who has its keys.',
      find: ' && derivation.derives(time, token)',
      replace: '',
      tests: ARRIVAL,
    },
    {
      promise: 'What proves to have the keys of a server is of no use to someone who finds it in a log.',
      find: 'Math.abs(clock().getTime() - Number(time)) <= VALID_MILLIS && ',
      replace: '',
      tests: ARRIVAL,
    },
  ]),
  ...inFile('src/cli/doctor/proxy.ts', [
    {
      promise: 'doctor notices a proxy with which anyone can claim any address.',
      find: 'if (isPeerTrusted && forwardedFor.length > 0)',
      replace: 'if (false)',
      tests: PROXY,
    },
    {
      promise: 'doctor notices a proxy that TRUST_PROXY does not name.',
      find: 'if (!isPeerTrusted)',
      replace: 'if (false)',
      tests: PROXY,
    },
  ]),
];
