import { Permission } from '../gql/graphql';

/** What each allows. */
export const PERMISSIONS: Readonly<Record<Permission, string>> = {
  [Permission.UsersRead]: 'List and find users, and see their sessions.',
  [Permission.UsersWrite]: 'Create, invite, deactivate, reactivate and delete users who are not administrators.',
  [Permission.SessionsEnd]: 'Sign users out.',
  [Permission.AuditRead]: 'Read the audit trail and the statistics.',
  [Permission.WebhooksManage]: 'Manage webhooks.',
  [Permission.TokensIntrospect]: 'Ask whether access tokens are valid, and whose they are.',
};
