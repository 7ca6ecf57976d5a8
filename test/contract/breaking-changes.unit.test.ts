import { findUnannounced } from '../../contract/breaking-changes.js';

const RELEASED = 'type Query { me: User } type User { id: ID! email: String! } enum Role { ADMIN }';
const BREAKING = 'type Query { me: User } type User { id: ID! } enum Role { USER }';
const COMPATIBLE = 'type Query { me: User } type User { id: ID! email: String! name: String } enum Role { ADMIN USER }';

const changeLog = (unreleased: string, released = '') =>
  `# Changelog\n\n## [Unreleased]\n\n${unreleased}\n\n## [0.1.0]\n\n${released}\n`;

async function unannounced(current: string, log: string) {
  return (await findUnannounced(RELEASED, current, log)).map(({ path }) => path);
}

describe('a breaking change of the schema', () => {
  test('a breaking change of the schema is not accepted silently', async () => {
    expect(await unannounced(BREAKING, changeLog('### Added'))).toEqual(['User.email', 'Role.ADMIN']);
  });

  test('a breaking change of the schema is accepted once the change log names every change', async () => {
    const log = changeLog('### Breaking\n\n- `User.email` is gone.\n- `Role.ADMIN` is gone.\n\n### Added');
    expect(await unannounced(BREAKING, log)).toEqual([]);
  });

  test.each([
    ['under another heading', changeLog('### Breaking\n\n### Removed\n\n- `User.email`, `Role.ADMIN`')],
    ['for an older release', changeLog('', '### Breaking\n\n- `User.email`, `Role.ADMIN`')],
    ['without its path', changeLog('### Breaking\n\n- email and Role.ADMIN of `User`')],
  ])('a breaking change of the schema is not accepted if it is named %s', async (_, log) => {
    expect(await unannounced(BREAKING, log)).toHaveLength(2);
  });
});

describe('an addition to the schema', () => {
  test('an addition to the schema is accepted', async () => {
    expect(await unannounced(COMPATIBLE, changeLog(''))).toEqual([]);
  });
});
