import { useGatehouse } from '../support/gatehouse.js';

describe('without SMTP_URL, in development', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined, logLevel: 'info' });

  test('mails are shown at /dev/mail and in the log', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const { body } = await gatehouse.app.server.inject('/dev/mail');
    expect(body).toContain(`<p>to ${user.email}</p>`);
    expect(gatehouse.log.join('')).toContain('Verify the address');
  });
});

describe('with SMTP_URL', () => {
  const gatehouse = useGatehouse();

  test('there is no /dev/mail', async () => {
    expect((await gatehouse.app.server.inject('/dev/mail')).statusCode).toBe(404);
  });
});
