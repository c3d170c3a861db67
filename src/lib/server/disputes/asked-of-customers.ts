import { sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { endsWithOffer, type AskedOfCustomer } from '$lib/domain/disputes/silent-customer';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answersByMail } from '../inbound/unread-answers';
import { workingCalendarOnce } from '../settings/queries';
import { reachesSomebody } from './reaches-somebody';

interface QuestionToCustomer extends AskedOfCustomer {
	/** The day an offer ends that was made to him before it; null: nothing is offered. */
	readonly offerUntil: LocalDate | null;
}

/**
 * Cases whose customer is reminded of what he was asked, and silent after it. A question put beside an offer has its day
 * and its reminders like every other one, unless the day of the offer comes first: then it is waited for once that is over.
 * @param ids missing: of the whole house
 */
export async function askedOfCustomers(
	unit: Unit<InsideScope>,
	ids?: readonly string[]
): Promise<ReadonlyMap<string, AskedOfCustomer>> {
	const calendar = await workingCalendarOnce(unit);
	const asked = [...(await questionsToCustomers(unit, ids))];
	return new Map(asked.filter(([, one]) => !endsWithOffer(one, calendar)));
}

/**
 * Cases that wait for an answer of their customer, with the day he was asked last, by the step or by a question since,
 * and from which it is waited for: the end of an offer that came between asks again, and so does the reading of a mail
 * that was no answer. What is offered to him asks instead of what was asked before it, and has a last day of its own.
 * @param ids missing: of the whole house
 */
export async function questionsToCustomers(
	unit: Unit<InsideScope>,
	ids?: readonly string[]
): Promise<ReadonlyMap<string, QuestionToCustomer>> {
	if (ids?.length === 0) return new Map();
	const { tx, scope } = unit;
	const which = ids && sql`d.id = any(${sql.param(ids)}::uuid[])`;
	const { rows } = await tx.execute<{
		id: string;
		at: string;
		from: string;
		remindedOn: LocalDate | null;
		isReached: boolean;
		unreadSince: string | null;
		offerUntil: LocalDate | null;
	}>(sql`${askedWhere(scope, which)}`);
	const day = (at: string) => localDateAt(new Date(at), scope.timeZone);
	const asked = rows.map(({ id, at, from, unreadSince, ...row }) => ({
		...{ id, ...row, askedOn: day(at), from: day(from) },
		unreadSince: unreadSince === null ? null : new Date(unreadSince)
	}));
	return new Map(asked.map(({ id, ...one }) => [id, one]));
}

/**
 * Whether a case is one of these, whose answer is waited for from that day at the latest, or from somebody nothing
 * reaches; not while a mail that may be it is to be read first.
 */
export const askedBy = (scope: InsideScope, disputeId: SQL, day: LocalDate): SQL =>
	sql`exists (select from (${askedWhere(scope, sql`d.id = ${disputeId}`)}) asked
		where asked."unreadSince" is null
			and ((asked."from" at time zone ${scope.timeZone})::date <= ${day} or not asked."isReached"))`;

const askedWhere = (scope: InsideScope, which: SQL = sql`true`): SQL => sql`
	select d.id, d.customer_reminded_on::text as "remindedOn", ${reachesSomebody(scope)} as "isReached",
		asked.at, mail."unreadSince", offer.until::text as "offerUntil",
		greatest(asked.at, mail."readAt", (select max(greatest(lapsed_at, withdrawn_at)) from proposal
			where organisation_id = d.organisation_id and dispute_id = d.id)) as "from"
	from dispute d
	cross join lateral (
		select coalesce(max(at), d.opened_at) as at from dispute_transition
		where organisation_id = d.organisation_id and dispute_id = d.id and to_status = 'waiting_customer') waited
	cross join lateral (
		select max(at) as at from message
		where organisation_id = d.organisation_id and dispute_id = d.id
			and asks and at >= waited.at) said
	cross join lateral (select greatest(waited.at, said.at) as at) asked
	left join lateral (
		select p.proposed_at as at, p.valid_until as until from proposal p
		where p.organisation_id = d.organisation_id and p.dispute_id = d.id
			and p.proposed_at >= waited.at and p.withdrawn_at is null and p.lapsed_at is null
			and not exists (select from proposal_answer where organisation_id = p.organisation_id and proposal_id = p.id)
		order by p.proposed_at desc limit 1) offer on true
	cross join lateral (${answersByMail(scope, { disputeId: sql`d.id`, askedAt: sql`asked.at` })}) mail
	where d.organisation_id = ${scope.organisationId} and d.status = 'waiting_customer' and ${which}
		and (offer.at is null or said.at > offer.at)`;
