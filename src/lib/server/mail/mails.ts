import type { CustomerMails } from './customer-mails';
import type { ResolverMails } from './resolver-mails';
import type { StaffMails } from './staff-mails';

/** Every mail, with the facts its template is filled with. Folder `emails/<name>`. Amounts as decimal text travel through jsonb. */
export interface MailFacts extends CustomerMails, ResolverMails, StaffMails {}
export type MailName = keyof MailFacts;
