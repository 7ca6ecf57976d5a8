import { useGatehouse } from '../../support/gatehouse.js';

const gatehouse = useGatehouse();

const INFO = '{ serverInfo { version features } }';
const info = async (token?: string) => (await gatehouse.api.send(INFO, {}, token ? { token } : {})).data.serverInfo;

test('serverInfo shows everyone what the server offers', async () => {
  expect(await info()).toEqual({ version: null, features: ['EMAIL', 'SECOND_FACTORS', 'PASSKEYS'] });
});

test('serverInfo shows the version to administrators only', async () => {
  const [root, ada] = [await gatehouse.newAdministrator(), await gatehouse.api.newUser()];
  expect((await info(root.accessToken)).version).toMatch(/^\d+\.\d+\.\d+/);
  expect((await info(ada.accessToken)).version).toBeNull();
});

test('serverInfo says what the settings require', async () => {
  await gatehouse.restart({ requireVerifiedEmail: true, secondFactorRequiredFor: 'everyone' });
  const { features } = await info();
  await gatehouse.restart({ mailDisabled: true, smtpUrl: undefined });
  expect(features).toEqual([
    'EMAIL',
    'EMAIL_VERIFICATION_REQUIRED',
    'SECOND_FACTORS',
    'PASSKEYS',
    'SECOND_FACTOR_REQUIRED',
  ]);
  expect((await info()).features).toEqual(['SECOND_FACTORS', 'PASSKEYS']);
});
