import { asOwner } from './database';

/** Cases whose row in the queue says another question than the one that is open: none (drizzle/0131). */
export const askedOtherwise = () =>
	asOwner<{ id: string }>(
		`select q.id from queue_case q
		left join assignment a on a.organisation_id = q.organisation_id and a.dispute_id = q.id and a.ended_at is null
		where (q.asked_id, q.asked_user_id, q.asked_email) is distinct from (a.id, a.user_id, a.resolver_email)`
	);
