import { registerEnumType } from 'type-graphql';

/** How sure it is who is signed in: the authenticator assurance levels of NIST SP 800-63B-4 §2. */
export enum AssuranceLevel {
  AAL1 = 'AAL1',
  AAL2 = 'AAL2',
}

registerEnumType(AssuranceLevel, {
  name: 'AssuranceLevel',
  description: 'How sure it is who is signed in, in the terms of NIST SP 800-63B-4. The `acr` of access tokens.',
  valuesConfig: {
    AAL1: { description: 'One factor was proven. In tokens: `aal1`.' },
    AAL2: { description: 'Two factors were proven. In tokens: `aal2`.' },
  },
});

/** By what a user has proven who they are. */
export enum AuthenticationMethod {
  PASSWORD = 'PASSWORD',
  TOTP = 'TOTP',
  RECOVERY_CODE = 'RECOVERY_CODE',
  PASSKEY = 'PASSKEY',
  EMAIL_CODE = 'EMAIL_CODE',
  SOCIAL = 'SOCIAL',
}

registerEnumType(AuthenticationMethod, {
  name: 'AuthenticationMethod',
  description: 'By what a user has proven who they are. The `amr` of access tokens, by RFC 8176 where it has a name.',
  valuesConfig: {
    PASSWORD: { description: 'The password of the account. In tokens: `pwd`.' },
    TOTP: { description: 'A code of an authenticator app. In tokens: `otp`.' },
    RECOVERY_CODE: { description: 'A recovery code. In tokens: `recovery`.' },
    PASSKEY: { description: 'A passkey. In tokens: `swk` or `hwk`.' },
    EMAIL_CODE: { description: 'A code or link sent to the email address. In tokens: `email`.' },
    SOCIAL: { description: 'An account at another provider. In tokens: `social`.' },
  },
});

/** What a user has proven. */
export interface Proof {
  readonly level: AssuranceLevel;
  readonly methods: readonly AuthenticationMethod[];
}

export const PASSWORD_PROOF: Proof = { level: AssuranceLevel.AAL1, methods: [AuthenticationMethod.PASSWORD] };

/** The same together with what was proven before. */
export function combineProofs(before: Proof, second: Proof): Proof {
  const level = before.level === AssuranceLevel.AAL2 ? before.level : second.level;
  return { level, methods: [...new Set([...before.methods, ...second.methods])] };
}
