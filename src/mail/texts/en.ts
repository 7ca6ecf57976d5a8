import type { MailTexts } from '../mail-texts.js';

const IGNORE = 'If this was not you, you can ignore this email: nobody can continue without it.';
const ALARM = 'If this was not you, reset your password right away and contact the operator of {{brand}}.';

export const texts: MailTexts = {
  phrases: {
    linkFollows: '{{button}}:',
    buttonFails: 'If the button does not work, open this link in your browser:',
    enterCode: 'Or enter this code: {{code}}',
    expiry: 'The link is valid for {{validFor}}.',
    yourCode: 'Your code: {{code}}',
    codeExpiry: 'The code is valid for {{validFor}}.',
    time: 'Time',
    device: 'Device',
    ipAddress: 'IP address',
    place: 'Location (approximate)',
    labeled: '{{label}}: {{value}}',
    privacy: 'Privacy policy',
    terms: 'Terms of service',
  },
  emails: {
    VERIFY_EMAIL: {
      subject: 'Verify your email address',
      preheader: 'One click, and your email address is verified.',
      before: ['Please verify that this is your email address for {{brand}}.'],
      button: 'Verify the address',
      after: [IGNORE],
    },
    ACCOUNT_EXISTS: {
      subject: 'You already have an account',
      preheader: 'Someone tried to sign up with your email address.',
      before: [
        'Someone, perhaps you, tried to create an account at {{brand}} with this email address. You already have one: log in, or reset your password if you have forgotten it.',
      ],
      after: ['If this was not you, you can ignore this email.'],
    },
    RESET_PASSWORD: {
      subject: 'Reset your password',
      preheader: 'Choose a new password for your account.',
      before: ['Someone, perhaps you, asked to reset the password of your account at {{brand}}.'],
      button: 'Choose a new password',
      after: [IGNORE],
    },
    INVITATION: {
      subject: 'You have a new account',
      preheader: 'Choose a password, and you can sign in.',
      before: ['An account at {{brand}} was created for you. Choose a password, and you can sign in.'],
      button: 'Choose a password',
      after: ['If you did not expect this, you can ignore this email: nobody can use the account without it.'],
    },
    PASSWORD_CHANGED: {
      subject: 'Your password was changed',
      preheader: 'Your other devices were signed out.',
      before: ['The password of your account at {{brand}} was changed, and your other devices were signed out.'],
      after: [ALARM],
    },
    CONFIRM_NEW_EMAIL: {
      subject: 'Confirm your new email address',
      preheader: 'Confirm that your account should use this address.',
      before: [
        'Please confirm that your account at {{brand}} should use this email address from now on. You need to be signed in to the account or enter its password.',
      ],
      button: 'Confirm the address',
      after: [
        'If you did not ask for this, ignore this email and do not enter a password: someone may be trying to use your address for an account of theirs.',
      ],
    },
    EMAIL_CHANGE_REQUESTED: {
      subject: 'Your email address is being changed',
      preheader: 'Someone asked to use a different email address for your account.',
      before: ['Someone who is signed in to your account at {{brand}} asked to use a different email address for it.'],
      after: [ALARM],
    },
    EMAIL_CHANGED: {
      subject: 'Your email address was changed',
      preheader: 'If this was not you, you can undo it for {{validFor}}.',
      before: [
        'Your account at {{brand}} now uses a different email address. If you did not make this change, undo it:',
      ],
      button: 'Undo the change',
      after: [
        'Undoing it restores this address and signs out every device. You will then receive another email with a link to choose a new password; use it right away, because the person who made the change knows the current one.',
        'If you made the change yourself, there is nothing to do.',
      ],
    },
    SECOND_FACTOR_ADDED: {
      subject: 'An authenticator app was added',
      preheader: 'From now on, logging in requires a code from the app.',
      before: [
        'An authenticator app was added to your account at {{brand}}. From now on, you need a code from it to log in. Keep your recovery codes in a safe place.',
      ],
      after: [ALARM],
    },
    SECOND_FACTOR_REMOVED: {
      subject: 'An authenticator app was removed',
      preheader: 'An authenticator app was removed from your account.',
      before: ['An authenticator app was removed from your account at {{brand}}.'],
      after: [ALARM],
    },
    SECOND_FACTORS_RESET: {
      subject: 'Your second factors were removed',
      preheader: 'You can log in with your password again.',
      before: [
        'An administrator removed all authenticator apps, recovery codes and passkeys from your account at {{brand}}, and your devices were signed out. Log in with your password, and add an app again.',
      ],
      after: ['If you did not ask for this, contact the operator of {{brand}}.'],
    },
    RECOVERY_CODE_USED: {
      subject: 'A recovery code was used',
      preheader: 'It replaced a code from your authenticator app.',
      before: ['A recovery code of your account at {{brand}} was used in place of a code from your authenticator app.'],
      after: [ALARM],
    },
    RECOVERY_CODES_RENEWED: {
      subject: 'Your recovery codes were replaced',
      preheader: 'The earlier recovery codes no longer work.',
      before: ['Your account at {{brand}} has new recovery codes. The earlier ones no longer work.'],
      after: [ALARM],
    },
    PASSKEY_ADDED: {
      subject: 'A passkey was added',
      preheader: 'It can be used to log in without your password.',
      before: ['A passkey was added to your account at {{brand}}. It can be used to log in without your password.'],
      after: [ALARM],
    },
    PASSKEY_REMOVED: {
      subject: 'A passkey was removed',
      preheader: 'It can no longer be used to log in.',
      before: [
        'A passkey was removed from your account at {{brand}}. You can delete it from the device or password manager that keeps it.',
      ],
      after: [ALARM],
    },
    TEST: {
      subject: 'Test email',
      preheader: 'This server can send emails.',
      before: ['This is a test. If you can read it, the emails of {{brand}} reach this address.'],
      after: ['An administrator of {{brand}} sent it. There is nothing for you to do.'],
    },
    IDENTITY_LINKED: {
      subject: 'An account at another provider was linked',
      preheader: 'It can be used to log in to your account.',
      before: [
        'An account at another provider was linked to your account at {{brand}}. It can be used to log in without your password.',
      ],
      after: [ALARM],
    },
    IDENTITY_UNLINKED: {
      subject: 'An account at another provider was unlinked',
      preheader: 'It can no longer be used to log in.',
      before: [
        'An account at another provider was unlinked from your account at {{brand}}. It can no longer be used to log in.',
      ],
      after: [ALARM],
    },
    ACCOUNT_REPLACED: {
      subject: 'An earlier account with your address was deleted',
      preheader: 'Someone had created it without verifying the address.',
      before: [
        'You have signed up at {{brand}} with your account at another provider. Someone, perhaps you, had created an account with this email address before, without verifying the address. That account was deleted, together with its password and its devices.',
      ],
      after: ['If you created the earlier account yourself, there is nothing to do: use the new one.'],
    },
    LOGIN_CODE: {
      subject: 'Your code to log in',
      preheader: 'Enter it where you asked for it.',
      before: [
        'Someone, perhaps you, asked to log in to your account at {{brand}}. Enter this code on the page where you asked for it:',
      ],
      after: [
        'Enter it nowhere else, and do not pass it on: nobody who works for {{brand}} will ask you for it.',
        'If this was not you, you can ignore this email: without the code, nobody can log in.',
      ],
    },
    LOGIN_LINK: {
      subject: 'Log in to your account',
      preheader: 'One click, in the browser where you asked for it.',
      before: [
        'Someone, perhaps you, asked to log in to your account at {{brand}}. Open this link in the browser where you asked for it; it does not work in any other.',
      ],
      button: 'Log in',
      after: ['Do not pass the link or a code on: nobody who works for {{brand}} will ask you for it.', IGNORE],
    },
    API_KEY_EXPIRES: {
      subject: 'An API key expires soon',
      preheader: 'Create another one before the service that uses it stops.',
      before: [
        'At least one API key of {{brand}} expires within a week. The service that uses it stops working then, unless it gets a new key before. The list of service accounts shows which key it is.',
      ],
      after: [
        'You receive this email because you are an administrator of {{brand}}. If the key is no longer used, there is nothing to do.',
      ],
    },
    WEBHOOK_DISABLED: {
      subject: 'A webhook was disabled',
      preheader: 'It could not be delivered to.',
      before: [
        '{{brand}} has disabled a webhook: for three days it could deliver nothing to it, or the receiver responded that it is gone. The list of webhooks shows which one it is, and why the last attempts failed.',
      ],
      after: [
        'You receive this email because you are an administrator of {{brand}}. If the webhook is still needed, fix its receiver and enable it again. If not, delete it.',
      ],
    },
  },
};
