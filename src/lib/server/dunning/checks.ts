import { contactDelayOf } from '$lib/domain/dunning/contact-delay';
import { sql, type SQL } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { CHECKED_DAYS, type Check } from '../checks/check';
import type { Unit } from '../db/client';
import { organisationsThen } from '../settings/past-policy';
import { askedInVain } from './asked-in-vain';

/** What was promised of reminding, asked of the rows themselves. */
export const dunningChecks: readonly Check[] = [
	{ name: 'asked_in_vain', broken: askedInVain },
	{
		// A later step never comes before an earlier one of the same invoice; what came back is written again.
		name: 'steps_backwards',
		broken: (unit) =>
			idsOf(
				unit,
				sql`select id from (
					select s.id, s.day, s.again, lag(s.day) over (partition by s.customer_id, s.leader_invoice_id order by s.closed_at, s.id) as before
					from (${saidWithDay(unit)}) s
				) ordered where day < before and not again`
			)
	},
	{
		name: 'contacts_too_close',
		// The delay is that of the day it left: a longer one agreed on since makes no old message wrong.
		broken: contactsTooClose
	}
];

async function contactsTooClose(unit: Unit<SystemScope>): Promise<string[]> {
	const organisations = await organisationsThen(unit);
	const longest = Math.max(...organisations.all.map(contactDelayOf));
	const { rows } = await unit.tx.execute<{ id: string; days: number; at: string }>(
		sql`select id, days, (extract(epoch from at) * 1000)::bigint::text as at from (
			select s.id, s.at, s.status, s.said_on - lag(s.said_on) over (partition by s.customer_id order by s.said_on, s.at, s.id) as days
			from (${saidWithDay(unit)}) s
		) spaced where days < ${longest} and status = 'sent'`
	);
	return rows
		.filter(({ days, at }) => days < contactDelayOf(organisations.at(new Date(Number(at)))))
		.map(({ id }) => id);
}

/**
 * Mails and letters that left lately: the day they speak of, and how far their step is from the due
 * date. A letter leaves when a person confirms it: it keeps no distance, the mails after it do.
 */
const saidWithDay = (unit: Unit<SystemScope>): SQL => sql`
	select n.id, n.customer_id, n.leader_invoice_id, n.closed_at, n.status,
		coalesce((n.content->>'claimedAt')::timestamptz, n.closed_at) as at,
		(n.content->>'on')::date as said_on,
		exists (select from notice o where o.organisation_id = n.organisation_id and o.customer_id = n.customer_id
			and o.leader_invoice_id = n.leader_invoice_id and o.step_key <> n.step_key
			and split_part(o.step_key, '.', 1) = n.step_key) as again,
		case st.definition->>'phase' when 'before_due' then -(st.definition->>'opensDays')::int
			else (st.definition->>'opensDays')::int end as day
	from notice n
	join step st on st.organisation_id = n.organisation_id and st.id = n.step_id
	where n.organisation_id = ${unit.scope.organisationId}
		and (n.status = 'sent' and n.content->'claimedAt' is not null
			or n.status = 'done' and n.channel in ('letter', 'registered_letter') and n.content->'on' is not null)
		and n.planned_at > ${unit.now.toISOString()}::timestamptz - make_interval(days => ${CHECKED_DAYS})`;

async function idsOf(unit: Unit<SystemScope>, query: SQL): Promise<string[]> {
	const { rows } = await unit.tx.execute<{ id: string }>(query);
	return rows.map(({ id }) => id);
}
