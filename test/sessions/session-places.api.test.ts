import { type Answer, PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { MUNICH, writePlaceFile } from '../support/place-file.js';

const PLACES = `query ($id: ID!, $locale: String) { node(id: $id) { ... on User {
  sessions { edges { node { ipAddress place(locale: $locale) { city country countryCode } } } }
} } }`;

const placesIn = ({ data }: Answer) =>
  data.node.sessions.edges.map(({ node }: { node: { place: object | null } }) => node.place);

describe('the places of sessions', () => {
  const gatehouse = useGatehouse({ geoipDatabaseFile: writePlaceFile(), trustProxy: '127.0.0.1' });
  const signUp = (address: string) => gatehouse.newVerifiedUser({ api: gatehouse.api.at(address) });

  function places({ user, accessToken: token }: SignedIn, locale?: string, viewer = token) {
    return gatehouse.api.send(PLACES, { id: user.id, locale }, { token: viewer }).then(placesIn);
  }

  test('a user sees where each device signed in, in the language asked for', async () => {
    const expected = { city: 'München', country: 'Deutschland', countryCode: 'DE' };
    expect(await places(await signUp(MUNICH), 'de')).toEqual([expected]);
  });

  test('a user sees where each device signed in, in their own language if none is asked for', async () => {
    const ada = await signUp(MUNICH);
    const change = 'mutation { updateProfile(input: { locale: "de-AT" }) { __typename } }';
    await gatehouse.api.send(change, {}, { token: ada.accessToken });
    expect(await places(ada)).toEqual([expect.objectContaining({ city: 'München' })]);
  });

  test('an administrator sees where the devices of a user signed in', async () => {
    const { accessToken } = await gatehouse.newAdministrator();
    expect(await places(await signUp(MUNICH), 'en', accessToken)).toEqual([
      expect.objectContaining({ city: 'Munich' }),
    ]);
  });

  test('a device at a private address has no place', async () => {
    expect(await places(await signUp('10.0.0.1'))).toEqual([null]);
  });

  test('an email says where the device is used that asked for it', async () => {
    const ada = await signUp(MUNICH);
    const input = { currentPassword: PASSWORD, newPassword: `another ${PASSWORD}` };
    await gatehouse.api.at(MUNICH).mutate('changePassword', input, ada.accessToken);
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(ada.user.email).at(-1)?.text).toContain('Location (approximate): Munich, Germany');
  });
});

describe('the places of sessions, without a file of places', () => {
  const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });

  test('no session has a place', async () => {
    const { user, accessToken: token } = await gatehouse.api.at(MUNICH).newUser();
    expect(placesIn(await gatehouse.api.send(PLACES, { id: user.id }, { token }))).toEqual([null]);
  });
});
