import { Migration } from '@mikro-orm/migrations';

const OLD_REASONS = [
  ...['LOGOUT', 'LOGOUT_ALL', 'REFRESH_TOKEN_REUSE', 'SESSION_REVOKED', 'PASSWORD_CHANGED', 'PASSWORD_RESET'],
  ...['ENDED_BY_ADMINISTRATOR', 'DEACTIVATED', 'ACCOUNT_DELETED', 'ENDED_BY_OPERATOR'],
];

export class Migration20261125131248_session_limit extends Migration {
  override name = 'Migration20261125131248_session_limit';

  override up(): void {
    this.allowReasons([...OLD_REASONS, 'SESSION_LIMIT']);
    this.addSql(`create index "sessions_active_index" on "sessions" ("user_id") where "ended_at" is null;`);
  }

  override down(): void {
    this.addSql(`drop index "sessions_active_index";`);
    this.addSql(`update "sessions" set "end_reason" = 'SESSION_REVOKED' where "end_reason" = 'SESSION_LIMIT';`);
    this.addSql(`update "blacklisted_tokens" set "reason" = 'SESSION_REVOKED' where "reason" = 'SESSION_LIMIT';`);
    this.allowReasons(OLD_REASONS);
  }

  private allowReasons(reasons: string[]): void {
    const list = reasons.map((reason) => `'${reason}'`).join(', ');
    for (const [table, column] of [
      ['sessions', 'end_reason'],
      ['blacklisted_tokens', 'reason'],
    ]) {
      const name = `"${table}_${column}_check"`;
      this.addSql(`alter table "${table}" drop constraint ${name};`);
      this.addSql(`alter table "${table}" add constraint ${name} check ("${column}" in (${list}));`);
    }
  }
}
