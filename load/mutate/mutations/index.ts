import type { Mutation } from '../mutation.ts';
import { ACCOUNTS } from './accounts.ts';
import { ADMINISTRATION } from './administration.ts';
import { DATABASE } from './database.ts';
import { EMAIL_LOGIN } from './email-login.ts';
import { FIRST_ADMINISTRATOR } from './first-administrator.ts';
import { GRAPHQL } from './graphql.ts';
import { HTTP } from './http.ts';
import { INSTALLATION } from './installation.ts';
import { LIMITS } from './limits.ts';
import { MACHINES } from './machines.ts';
import { MAIL } from './mail.ts';
import { OPERATION } from './operation.ts';
import { PASSKEYS } from './passkeys.ts';
import { PASSWORDS } from './passwords.ts';
import { REVOCATIONS } from './revocations.ts';
import { SECOND_FACTOR } from './second-factor.ts';
import { SESSIONS } from './sessions.ts';
import { SOCIAL } from './social.ts';
import { SYSTEM_CONSOLE } from './system.ts';
import { TEXT } from './text.ts';
import { TOKENS } from './tokens.ts';
import { VERIFICATION } from './verifier.ts';
import { WEBHOOKS } from './webhooks.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...[TOKENS, SESSIONS, ACCOUNTS, ADMINISTRATION, FIRST_ADMINISTRATOR],
  ...[PASSWORDS, SECOND_FACTOR, PASSKEYS, SOCIAL, EMAIL_LOGIN, MACHINES, WEBHOOKS, LIMITS, MAIL, TEXT],
  ...[HTTP, GRAPHQL, OPERATION, DATABASE, INSTALLATION, SYSTEM_CONSOLE, REVOCATIONS, VERIFICATION],
].flat();
