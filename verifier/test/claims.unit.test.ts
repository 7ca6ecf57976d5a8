import { randomUUID } from 'node:crypto';
import { type AccessTokenClaims, requireAcr, requirePermission, requireRole, requireUser } from '../src/index.js';

const NOW = Date.UTC(2026, 2, 1);
const shared = { iss: 'gatehouse', aud: 'gatehouse', jti: randomUUID(), sub: randomUUID(), iat: 0, exp: 0 };
const user = { ...shared, sid: randomUUID(), role: 'USER', acr: 'aal1', auth_time: NOW / 1000 - 300 } as const;
const machine = { ...shared, client_id: randomUUID(), scope: 'USERS_READ AUDIT_READ' };

const codeOf = (check: () => void) => {
  try {
    check();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'passed';
};

test.each<[string, AccessTokenClaims, string]>([
  ['ADMIN', { ...user, role: 'ADMIN' }, 'passed'],
  ['ADMIN', user, 'FORBIDDEN'],
  ['USER', machine, 'FORBIDDEN'],
])('who must be %s: %j: %s', (role, claims, outcome) => {
  expect(codeOf(() => requireRole(claims, role))).toBe(outcome);
});

test.each<[string, AccessTokenClaims, string]>([
  ['AUDIT_READ', machine, 'passed'],
  ['AUDIT', machine, 'FORBIDDEN'],
  ['USERS_WRITE', machine, 'FORBIDDEN'],
  ['', machine, 'FORBIDDEN'],
  ['AUDIT_READ', user, 'FORBIDDEN'],
])('what must have the permission %s: %j: %s', (permission, claims, outcome) => {
  expect(codeOf(() => requirePermission(claims, permission))).toBe(outcome);
});

test('a machine is not a user', () => {
  expect(codeOf(() => requireUser(machine))).toBe('FORBIDDEN');
  expect(codeOf(() => requireUser(user))).toBe('passed');
});

test.each<['aal1' | 'aal2', number | undefined, AccessTokenClaims, string]>([
  ['aal1', undefined, user, 'passed'],
  ['aal2', undefined, user, 'REAUTHENTICATION_REQUIRED'],
  ['aal2', undefined, { ...user, acr: 'aal2' }, 'passed'],
  ['aal1', 300, user, 'passed'],
  ['aal1', 299, user, 'REAUTHENTICATION_REQUIRED'],
  ['aal2', 299, { ...user, acr: 'aal2' }, 'REAUTHENTICATION_REQUIRED'],
  ['aal1', undefined, machine, 'FORBIDDEN'],
])('who must have proven %s within %s seconds: %j: %s', (acr, maxAgeSeconds, claims, outcome) => {
  const maxAge = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
  expect(codeOf(() => requireAcr(claims, acr, { ...maxAge, now: NOW }))).toBe(outcome);
});

test('the challenge says which proof is missing, as of RFC 9470', () => {
  expect(() => requireAcr(user, 'aal2', { maxAgeSeconds: 60, now: NOW })).toThrow(
    expect.objectContaining({
      status: 401,
      headers: {
        'www-authenticate': 'Bearer error="insufficient_user_authentication", acr_values="aal2", max_age="60"',
      },
    }),
  );
});
