import { createFirstAdministrator } from '../accounts/administration/first-administrator.js';
import { createMail } from '../mail/mail.js';
import { createWebhooks } from '../webhooks/create-webhooks.js';
import { createAccounts } from './account-services.js';
import { createCredentials } from './credential-services.js';
import { createSecurity, createSessions, type ServiceDependencies } from './session-services.js';

/** Everything that decides, without HTTP and GraphQL: for the server and the command line. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export async function createServices(dependencies: ServiceDependencies) {
  const { config, clock } = dependencies;
  const { em } = dependencies.database;
  const security = await createSecurity(dependencies);
  const mail = await createMail({ ...dependencies, ...security, em });
  const sessions = await createSessions(dependencies, security);
  const firstAdministrator = createFirstAdministrator(config, {
    derivation: security.deriveFor('first administrator'),
    audit: security.audit,
    clock,
  });
  const credentials = await createCredentials(dependencies, { security, mail, sessions, firstAdministrator });
  const accounts = createAccounts(dependencies, { security, mail, sessions, firstAdministrator, credentials });
  const webhooks = createWebhooks({ ...dependencies, ...security, em, outbox: mail.outbox });
  const close = async () => {
    mail.transport.close();
    await credentials.hashingPool.close();
  };
  return { security, mail, sessions, firstAdministrator, credentials, accounts, webhooks, close };
}
