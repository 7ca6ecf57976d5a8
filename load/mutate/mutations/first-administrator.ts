import { inFile } from '../mutation.ts';

const FIRST = ['test/accounts/first-administrator.api.test.ts'];
const CLAIM_RACE = ['test/accounts/administration-claim-race.server.test.ts'];

/** Who becomes the first administrator. */
export const FIRST_ADMINISTRATOR = [
  ...inFile('src/accounts/administration/first-administrator.ts', [
    {
      promise: 'There is one first administrator, even if two users claim the administration at the same moment.',
      find: "    await lockText(tx as SqlEntityManager, 'first administrator');\n",
      replace: '',
      tests: CLAIM_RACE,
    },
    {
      promise: 'Nobody becomes the first administrator once there is one.',
      find: 'and not exists (select 1 from users where role = ${Role.ADMIN}) returning id',
      replace: 'returning id',
      tests: FIRST,
    },
    {
      promise: 'Nobody becomes the first administrator without the token.',
      find: 'return offersToken && ',
      replace: 'return offersToken || ',
      tests: FIRST,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'Following a link makes no administrator of a stranger who has registered ADMIN_EMAIL.',
      find: 'if (isChange || makesAdministrator) await',
      replace: 'if (isChange) await',
      tests: FIRST,
    },
  ]),
  ...inFile('src/credentials/proven-address.ts', [
    {
      promise: 'A password reset that verifies ADMIN_EMAIL makes its owner the first administrator.',
      find: 'await onEmailVerified(tx, user);',
      replace: '',
      tests: FIRST,
    },
  ]),
];
