import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let email: string;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  email = someEmail();
});

const create = (input: object = {}) => gatehouse.api.mutate('createUser', { email, ...input }, root.accessToken);
const sendReset = (userId: string) => gatehouse.api.mutate('sendPasswordReset', { userId }, root.accessToken);

const setPassword = (token: string) =>
  gatehouse.api.mutate('resetPassword', { token, newPassword: 'staple battery horse' });

async function mailsTo(address: string): Promise<number> {
  await gatehouse.app.deliverMail();
  return gatehouse.mail.to(address).length;
}

test('createUser invites the user, who sets a password with the link and signs in', async () => {
  expect((await create()).user).toMatchObject({ email, role: 'USER' });
  const token = await gatehouse.mailedToken(email);
  const password = 'staple battery horse';
  await gatehouse.api.mutate('resetPassword', { token, newPassword: password });
  expect((await gatehouse.api.login({ email, password })).user.email).toBe(email);
});

test('an invitation says that there is a new account, not that someone asked for a password', async () => {
  await create();
  expect(await mailsTo(email)).toBe(1);
  expect(gatehouse.mail.to(email)[0]?.subject).toBe('You have a new account');
});

test.each([
  [6, 'ResetPasswordPayload'],
  [8, 'InvalidMailTokenError'],
])('the link of an invitation is valid for a week: after %d days, it leads to %s', async (days, expected) => {
  await create();
  const token = await gatehouse.mailedToken(email);
  gatehouse.clock.advance({ days });
  expect((await setPassword(token)).__typename).toBe(expected);
});

test('an invitation is worth nothing once the user has set a password by another link', async () => {
  await create();
  const invitation = await gatehouse.mailedToken(email);
  await gatehouse.api.mutate('requestPasswordReset', { email });
  await setPassword(await gatehouse.mailedToken(email));
  expect((await setPassword(invitation)).__typename).toBe('InvalidMailTokenError');
});

test('an invitation that could not be sent is dropped once the user has set a password by another link', async () => {
  gatehouse.mail.refusals['RCPT TO'] = '450 busy';
  await create();
  await gatehouse.app.deliverMail();
  gatehouse.mail.refusals['RCPT TO'] = undefined;
  await gatehouse.api.mutate('requestPasswordReset', { email });
  await setPassword(await gatehouse.mailedToken(email));
  gatehouse.clock.advance({ minutes: 120 });
  await gatehouse.app.deliverMail();
  expect(gatehouse.mail.to(email).map(({ subject }) => subject)).not.toContain('You have a new account');
});

test('an invitation sets a password, and is good for nothing else', async () => {
  await create();
  const token = await gatehouse.mailedToken(email);
  expect((await gatehouse.api.mutate('verifyEmail', { token })).__typename).toBe('InvalidMailTokenError');
  expect((await gatehouse.api.mutate('undoEmailChange', { token })).__typename).toBe('InvalidMailTokenError');
});

test('createUser sends no email if it is asked not to', async () => {
  await create({ sendInvitation: false });
  expect(await mailsTo(email)).toBe(0);
});

test('createUser makes an administrator, and both acts are on record', async () => {
  const { user } = await create({ role: 'ADMIN', username: `made_${Date.now()}` });
  expect(user.role).toBe('ADMIN');
  const events = await gatehouse.em.find(AuditEvent, { subjectId: user.id }, { orderBy: { id: 'asc' } });
  expect(events.map(({ kind, actorId }) => [kind, actorId])).toEqual([
    [AuditEventKind.REGISTER, root.user.id],
    [AuditEventKind.ROLE_CHANGED, root.user.id],
  ]);
});

test('createUser rejects an address and a username that are taken, and what is not an address', async () => {
  const username = `taken_${Date.now()}`;
  await create({ username });
  expect((await create()).code).toBe('EMAIL_TAKEN');
  expect((await create({ email: someEmail(), username })).code).toBe('USERNAME_TAKEN');
  expect((await create({ email: 'nobody' })).fieldErrors).toEqual([{ field: 'email', code: 'NOT_AN_EMAIL' }]);
});

test('an account made by createUser keeps its address, even if that was never verified', async () => {
  const { user } = await create();
  expect((await gatehouse.api.register({ email })).code).toBe('EMAIL_TAKEN');
  expect(await gatehouse.em.count(User, user.id)).toBe(1);
});

test('sendPasswordReset sends a link to set a password', async () => {
  const { user } = await gatehouse.api.newUser();
  expect((await sendReset(user.id)).__typename).toBe('MailRequestedPayload');
  expect((await setPassword(await gatehouse.mailedToken(user.email))).__typename).toBe('ResetPasswordPayload');
});

test('sendPasswordReset is on record with its administrator and its user', async () => {
  const { user } = await gatehouse.api.newUser();
  await sendReset(user.id);
  const kind = AuditEventKind.PASSWORD_RESET_REQUESTED;
  expect(await gatehouse.em.count(AuditEvent, { kind, actorId: root.user.id, subjectId: user.id })).toBe(1);
});

test.each(['createUser', 'sendPasswordReset'])('%s says so if no email is sent', async (field) => {
  await gatehouse.restart({ mailDisabled: true, smtpUrl: undefined });
  const input = field === 'createUser' ? { email } : { userId: root.user.id };
  expect((await gatehouse.api.mutate(field, input, root.accessToken)).code).toBe('MAIL_UNAVAILABLE');
  await gatehouse.restart();
});
