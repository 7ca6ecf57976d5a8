import { createHash } from 'node:crypto';

/** Whatever a test sends or gets under such a name is a secret. */
const SECRET_NAME = /(password|token|secret|apiKey|otpauthUri|recoveryCodes?)$/i;

/** Random tests also send ids in place of secrets. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What is shorter, or is a plain word of our own messages, would be found by chance; and an id is no secret. */
const isTelling = (secret: string) => secret.length >= 8 && !/^[a-z]+$/i.test(secret) && !UUID.test(secret);

/** Secrets whose very form gives them away: bcrypt hashes, other stored hashes, JWTs, refused or accepted. */
const SECRET_FORMS = [
  /\$2[aby]\$\d\d\$/,
  /\b(?:pbkdf2|scrypt):[\w:]+\$/,
  /\$pbkdf2-sha256\$/,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/,
];

/** In development, without a mail server, mails are shown in the log: the one place where a secret may stand. */
const isDevelopmentMail = (line: string) => line.includes('"msg":"email (development only)"');

/** Collects the secrets that tests use and what the server says, and finds the ones in the other. */
export class LeakDetector {
  private readonly secrets = new Set<string>();
  private readonly said: string[] = [];

  /** Notes a secret in all forms in which it may leak. */
  addSecret(secret: string): void {
    if (!isTelling(secret)) return;
    const digest = createHash('sha256').update(secret).digest();
    // SHA-1: by which lists of breached passwords are looked up.
    const sha1 = createHash('sha1').update(secret).digest('hex');
    this.secrets.add(sha1).add(sha1.toUpperCase());
    for (const form of [secret, digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')])
      this.secrets.add(form);
  }

  /** Notes the secrets in the variables of a request, or in the data of an answer. */
  addSecretsIn(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (SECRET_NAME.test(name)) this.addSecrets([inner].flat());
      else this.addSecretsIn(inner);
    }
  }

  private addSecrets(values: readonly unknown[]): void {
    for (const value of values) if (typeof value === 'string') this.addSecret(value);
  }

  /** Notes what the server writes: to its log, to a terminal, or in errors. */
  addOutput(output: string): void {
    this.said.push(output);
  }

  /** The lines that give a secret away. */
  leaks(): string[] {
    const lines = this.said
      .join('')
      .split('\n')
      .filter((line) => !isDevelopmentMail(line));
    // Most secrets are in no line, which is seen much sooner in all lines at once.
    const text = lines.join('\n');
    const leaked = [...this.secrets].filter((secret) => text.includes(secret));
    return lines.filter(
      (line) => SECRET_FORMS.some((form) => form.test(line)) || leaked.some((secret) => line.includes(secret)),
    );
  }

  /** Forgets what the last test file used and said. */
  reset(): void {
    this.secrets.clear();
    this.said.length = 0;
  }
}

/** That of the test file that is running. */
export const leakDetector = new LeakDetector();
