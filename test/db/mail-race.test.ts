import { PASSWORD } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

const subjects = (address: string) => gatehouse.mail.to(address).map(({ subject }) => subject);

describe('a mail on its way', () => {
  test('brings no token once the password was changed, though its sender began before', async () => {
    const { api, app } = gatehouse;
    const { user, accessToken } = await api.newUser();
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
    expect(subjects(user.email)).toEqual(['Verify your e-mail address', 'Your password was changed']);
  });
});
