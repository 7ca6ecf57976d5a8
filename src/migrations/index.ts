import { Migration20261122110621_foundation } from './Migration20261122110621_foundation.js';
import { Migration20261122115918_accounts } from './Migration20261122115918_accounts.js';
import { Migration20261122135400_rate_limits } from './Migration20261122135400_rate_limits.js';
import { Migration20261122213720_known_networks } from './Migration20261122213720_known_networks.js';
import { Migration20261125090000_canonical_emails } from './Migration20261125090000_canonical_emails.js';
import { Migration20261125131248_session_limit } from './Migration20261125131248_session_limit.js';
import { Migration20261125132317_email_ownership } from './Migration20261125132317_email_ownership.js';
import { Migration20261125132347_bucket_times } from './Migration20261125132347_bucket_times.js';
import { Migration20261125133000_forgotten_events } from './Migration20261125133000_forgotten_events.js';
import { Migration20261125135331_collations } from './Migration20261125135331_collations.js';
import { Migration20261125141000_decoy_hashes } from './Migration20261125141000_decoy_hashes.js';
import { Migration20261130123000_one_row_per_session } from './Migration20261130123000_one_row_per_session.js';
import { Migration20261130124418_second_factors } from './Migration20261130124418_second_factors.js';
import { Migration20261130154811_password_advice } from './Migration20261130154811_password_advice.js';
import { Migration20261130160705_daily_statistics } from './Migration20261130160705_daily_statistics.js';
import { Migration20261130161646_languages } from './Migration20261130161646_languages.js';
import { Migration20261130162600_passkeys } from './Migration20261130162600_passkeys.js';
import { Migration20261130202500_administration_of_emails } from './Migration20261130202500_administration_of_emails.js';
import { Migration20261130203000_deactivation_reasons } from './Migration20261130203000_deactivation_reasons.js';
import { Migration20261130203100_social_login } from './Migration20261130203100_social_login.js';
import { Migration20261130203200_email_logins } from './Migration20261130203200_email_logins.js';
import { Migration20261130210000_service_accounts } from './Migration20261130210000_service_accounts.js';
import { Migration20261130234500_revocations } from './Migration20261130234500_revocations.js';
import { Migration20261130235900_webhooks } from './Migration20261130235900_webhooks.js';
import { Migration20261201004500_invitations } from './Migration20261201004500_invitations.js';
import { Migration20261201010500_payload_queries } from './Migration20261201010500_payload_queries.js';

/** Every migration, oldest first. Listed, not searched for: the same list runs from sources and from a build. */
export const migrations = [
  Migration20261122110621_foundation,
  Migration20261122115918_accounts,
  Migration20261122135400_rate_limits,
  Migration20261122213720_known_networks,
  Migration20261125090000_canonical_emails,
  Migration20261125131248_session_limit,
  Migration20261125132317_email_ownership,
  Migration20261125132347_bucket_times,
  Migration20261125133000_forgotten_events,
  Migration20261125135331_collations,
  Migration20261125141000_decoy_hashes,
  Migration20261130123000_one_row_per_session,
  Migration20261130124418_second_factors,
  Migration20261130154811_password_advice,
  Migration20261130160705_daily_statistics,
  Migration20261130161646_languages,
  Migration20261130162600_passkeys,
  Migration20261130202500_administration_of_emails,
  Migration20261130203000_deactivation_reasons,
  Migration20261130203100_social_login,
  Migration20261130203200_email_logins,
  Migration20261130210000_service_accounts,
  Migration20261130234500_revocations,
  Migration20261130235900_webhooks,
  Migration20261201004500_invitations,
  Migration20261201010500_payload_queries,
];
