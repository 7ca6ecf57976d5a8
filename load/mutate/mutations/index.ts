import type { Mutation } from '../mutation.ts';
import { ACCOUNTS } from './accounts.ts';
import { GRAPHQL } from './graphql.ts';
import { HTTP } from './http.ts';
import { OPERATION } from './operation.ts';
import { PASSWORDS } from './passwords.ts';
import { SESSIONS } from './sessions.ts';
import { TOKENS } from './tokens.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...[TOKENS, SESSIONS, ACCOUNTS],
  ...[PASSWORDS, HTTP, GRAPHQL, OPERATION],
].flat();
