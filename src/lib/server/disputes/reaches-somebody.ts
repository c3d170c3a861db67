import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import { isReadToday } from '../customers/contact-queries';

/** Of a case `d`: a letter about it is read by somebody today, as told-today.ts says of one. */
export function reachesSomebody(scope: Scope): SQL {
	const isRead = (contactId: SQL, email: SQL) =>
		isReadToday(scope, { customerId: sql`d.customer_id`, contactId, email });
	return sql`((d.raised_by_email <> '' and ${isRead(sql`d.raised_by_contact_id`, sql`d.raised_by_email`)})
		or exists (select from dispute_follower f where f.organisation_id = d.organisation_id and f.dispute_id = d.id
			and f.removed_at is null and ${isRead(sql`f.contact_id`, sql`f.email`)}))`;
}
