import { PASSWORD } from '../support/api-client.js';
import { startApp, useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';
import { until } from '../support/until.js';

const gatehouse = useGatehouse();

const subjects = (address: string) => gatehouse.mail.to(address).map(({ subject }) => subject);

test('no reset token is sent once the password was changed, even if sending began before the change', async () => {
  const { api, app } = gatehouse;
  const { user, accessToken } = await gatehouse.newVerifiedUser();
  await app.deliverMail();
  const { release } = await holdUser(gatehouse.em, user.id);
  const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
  const changing = api.mutate('changePassword', input, accessToken);
  await untilWaiting(gatehouse.em);
  await api.mutate('requestPasswordReset', { email: user.email });
  const sending = app.deliverMail();
  await untilWaiting(gatehouse.em, 2);
  await release();
  await Promise.all([changing, sending]);
  await app.deliverMail();
  expect(subjects(user.email)).toEqual(['Your password was changed']);
});

test('an email is sent by one instance only, however long the mail server takes to accept it', async () => {
  const { api, app, mail, clock, databaseUrl } = gatehouse;
  const other = await startApp({ databaseUrl, smtpUrl: mail.url }, gatehouse.log, clock);
  const accept = mail.holdNext();
  const { user } = await api.newUser();
  const sending = app.deliverMail();
  await until(() => subjects(user.email).length > 0);
  clock.advance({ minutes: 2 });
  await other.deliverMail();
  accept();
  await Promise.all([sending, other.close()]);
  expect(subjects(user.email)).toEqual(['Verify your email address']);
});
