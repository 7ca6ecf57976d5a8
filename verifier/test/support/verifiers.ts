import { until } from '../../../test/support/until.js';
import { createVerifier, type Verifier, type VerifierEvent, type VerifierOptions } from '../../src/index.js';
import { API_KEY, AUDIENCE, FakeGatehouse, ISSUER, SECRET } from './fake-gatehouse.js';

/** A verifier under test, and what it has reported. */
export interface TestVerifier {
  readonly verifier: Verifier;
  readonly events: VerifierEvent[];
}

/** A fake Gatehouse for each test, and verifiers that listen to it. */
export class Verifiers {
  gatehouse!: FakeGatehouse;
  private readonly all: Verifier[] = [];

  create(options: Partial<VerifierOptions> = {}): TestVerifier {
    const { url, clock } = this.gatehouse;
    const events: VerifierEvent[] = [];
    const onEvent = (event: VerifierEvent) => events.push(event);
    const own = { url, issuer: ISSUER, audience: AUDIENCE, apiKey: API_KEY, secret: SECRET, clock, onEvent };
    const verifier = createVerifier({ ...own, ...options });
    this.all.push(verifier);
    return { verifier, events };
  }

  /** One that knows everything that is revoked. */
  async ready(options: Partial<VerifierOptions> = {}): Promise<TestVerifier> {
    const created = this.create(options);
    await created.verifier.ready();
    return created;
  }

  async setUp(): Promise<void> {
    this.gatehouse = new FakeGatehouse();
    await this.gatehouse.start();
  }

  tearDown(): void {
    for (const verifier of this.all.splice(0)) verifier.close();
    this.gatehouse.stop();
  }
}

export function useVerifiers(): Verifiers {
  const verifiers = new Verifiers();
  beforeEach(() => verifiers.setUp());
  afterEach(() => verifiers.tearDown());
  return verifiers;
}

/** Why a token is not accepted; `accepted` if it is. */
export function outcomeOf({ verifier }: Pick<TestVerifier, 'verifier'>, token: string): Promise<string> {
  return verifier.verify(token).then(
    () => 'accepted',
    ({ code }) => code,
  );
}

/** Waits for an outcome, and returns the last one. */
export async function eventually(test: TestVerifier, token: string, expected: string): Promise<string> {
  let outcome = '';
  await until(async () => {
    outcome = await outcomeOf(test, token);
    return outcome === expected;
  });
  return outcome;
}

/** What was reported of the latest connection that was lost, once there is one. */
export async function lossOf({ events }: TestVerifier) {
  const lost = () => events.findLast((event) => event.type === 'disconnected');
  await until(() => lost() !== undefined);
  return lost();
}

export async function problemOf(test: TestVerifier): Promise<unknown> {
  return (await lossOf(test))?.problem;
}
