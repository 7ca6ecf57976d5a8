import type { CDPSession, Page } from 'playwright-core';

type Credentials = Awaited<ReturnType<VirtualAuthenticator['credentials']>>;

export interface DeviceSettings {
  /** Whether it has a fingerprint, a face or a PIN of its user. */
  readonly verifies?: boolean;
  /** What a password manager has brought from another device. */
  readonly credentials?: Credentials;
}

/** A device that keeps passkeys, in Chromium: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export class VirtualAuthenticator {
  private constructor(
    private readonly session: CDPSession,
    private readonly id: string,
  ) {}

  static async addTo(page: Page, settings: DeviceSettings = {}): Promise<VirtualAuthenticator> {
    const { verifies = true, credentials = [] } = settings;
    // Browsers have passkeys only for the page that has the focus.
    await page.bringToFront();
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: verifies,
        isUserVerified: verifies,
        automaticPresenceSimulation: true,
        defaultBackupEligibility: true,
        defaultBackupState: true,
      },
    });
    for (const credential of credentials) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    return new VirtualAuthenticator(session, authenticatorId);
  }

  /** Whether somebody is there to touch it: without, browsers wait, as at a field with autofill. */
  async presence(enabled: boolean): Promise<void> {
    await this.session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled });
  }

  /** Whether it recognises its user. */
  async recognises(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  /** What it keeps, private keys and all. */
  async credentials() {
    return (await this.session.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials;
  }

  async passkeyCount(): Promise<number> {
    return (await this.credentials()).length;
  }

  /** The device is lost. */
  async remove(): Promise<void> {
    await this.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.id });
    await this.session.detach();
  }
}

const AUTOFILL = 'offer passkeys in fields';

/** Keeps pages from offering passkeys in a field, where a device with somebody at it answers at once. */
export async function withoutAutofill(page: Page): Promise<void> {
  await page.addInitScript(
    // A page that is used for several tests has the script several times.
    `globalThis.isAutofillWanted ??= sessionStorage.getItem('${AUTOFILL}') !== null;
    sessionStorage.removeItem('${AUTOFILL}');
    if (!isAutofillWanted) PublicKeyCredential.isConditionalMediationAvailable = async () => false`,
  );
}

/** Loads the page again, which may then offer them until the next one is loaded. */
export async function reloadWithAutofill(page: Page): Promise<void> {
  await page.evaluate(`sessionStorage.setItem('${AUTOFILL}', 'yes')`);
  await page.reload();
}
