import { Migration } from '@mikro-orm/migrations';
import { canonicalizeEmails } from '../users/email.js';

/** E-mail addresses in the form that mail is sent to. Those that cannot be are listed by `users check-emails`. */
export class Migration20261125090000_canonical_emails extends Migration {
  override name = 'Migration20261125090000_canonical_emails';

  override async up(): Promise<void> {
    await canonicalizeEmails((statement, values) => this.execute(statement, values));
  }

  override down(): void {
    // The former spellings are not known any more. The canonical ones are valid for older versions, too.
  }
}
