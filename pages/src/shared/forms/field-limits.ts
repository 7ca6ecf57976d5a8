/** What a field of an input holds: rules are the same for all that hold the same. */
export type FieldKind = 'email' | 'password' | 'username' | 'name';

const KINDS: Readonly<Record<string, FieldKind>> = {
  email: 'email',
  newEmail: 'email',
  password: 'password',
  currentPassword: 'password',
  newPassword: 'password',
  username: 'username',
  name: 'name',
};

/** How many characters the server allows. The shortest password is a setting. */
export const LIMITS: Readonly<Record<FieldKind, { readonly TOO_SHORT?: number; readonly TOO_LONG: number }>> = {
  email: { TOO_LONG: 254 },
  password: { TOO_LONG: 1024 },
  username: { TOO_SHORT: 3, TOO_LONG: 30 },
  name: { TOO_LONG: 50 },
};

export function kindOf(field: string): FieldKind | undefined {
  return KINDS[field];
}
