import { arrayOverlaps, sql, type SQL } from 'drizzle-orm';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { oneOf } from '../db/one-of';
import type { Unit } from '../db/client';
import { customerChange, decision, run } from '../db/schema/runs';
import { decideFor } from './plan-dunning';

/** Reasons that a person removes: nobody is passed over in silence. */
export const ALERTS = [
	'no_contact',
	'contact_bounced',
	'outside_window',
	'no_scenario'
] as const satisfies readonly DecisionReasonCode[];

/** `no_phone`: nobody there gets text messages. `number_fails`: texts to it come back. */
export type UnwrittenReason = (typeof ALERTS)[number] | 'no_phone' | 'number_fails';

/** Customers the last look at each of them could not write to, and who still cannot be. */
export interface Unwritten {
	/** The first of them by name. */
	first(
		limit: number
	): Promise<{ code: string; name: string; reason: UnwrittenReason; of: number }[]>;
	/** Of these customers, those among all of them, shown or not. */
	among(codes: string[]): Promise<Set<string>>;
}

/**
 * Between midnight and the first run of a day the run before it speaks, about whoever it looked at last.
 * @param which of `namedCustomers`, those that are asked about; missing = all
 */
export async function unwritten(unit: Unit<InsideScope>, which?: SQL): Promise<Unwritten> {
	const all = unwrittenSql(unit, await mended(unit, which), which);
	return {
		first: async (limit) => {
			const { rows } = await unit.tx.execute<{
				code: string;
				name: string;
				reason: UnwrittenReason;
				of: number;
			}>(sql`
				select code, name, reason, count(*) over ()::int as of from (${all}) unwritten
				order by 2, 1 limit ${limit}`);
			return rows;
		},
		among: async (codes) => {
			if (codes.length === 0) return new Set();
			const { rows } = await unit.tx.execute<{ code: string }>(sql`
				select code from (${all}) unwritten where code = any(${sql.param(codes)}::text[])`);
			return new Set(rows.map(({ code }) => code));
		}
	};
}

/** Looked at one by one, more would take longer than the page may: the next run tells the rest. */
const MOST_LOOKED_AT = 500;

/** Those to whom the rule has nothing to object any more: somebody changed something since that look, or a day went by. */
async function mended(unit: Unit<InsideScope>, which: SQL | undefined): Promise<string[]> {
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select id from (${unwrittenSql(unit, [], which)}) unwritten
		where run_on < ${unit.today} or exists (
			select from ${customerChange} change
			where change.organisation_id = ${unit.scope.organisationId} and change.customer_id = id)
		order by 1 limit ${MOST_LOOKED_AT}`);
	const customerIds = rows.map(({ id }) => id);
	const planned = await decideFor(unit, { customerIds, minuteOfDay: null });
	const left = new Set(
		planned.filter(({ decision: now }) => isAlert(now)).map(({ decision: now }) => now.customerId)
	);
	return customerIds.filter((id) => !left.has(id));
}

const CODES: ReadonlySet<DecisionReasonCode> = new Set(ALERTS);

/** As the statement below reads it from what is stored. */
const isAlert = ({ outcome, reasons }: Decision): boolean =>
	reasons.some(({ code, reference }) =>
		code === 'outside_window' ? reference !== undefined : CODES.has(code) && outcome === 'nothing'
	);

function unwrittenSql(
	unit: Unit<InsideScope>,
	except: readonly string[],
	which: SQL | undefined
): SQL {
	const customer = namedCustomers(unit);
	return sql`
		select ${customer.id} as id, ${customer.code} as code, ${customer.name} as name, found.reason,
			look.run_on
		from ${decision}
		join (${looks(unit)}) look on look.id = ${decision.runId}
		join ${customer} on ${customer.id} = ${decision.customerId}
		cross join lateral (
			select case when reason->>'lacks' is null then reason->>'code'
				when reason->>'code' = 'contact_bounced' then 'number_fails' else 'no_phone' end as reason
			from json_array_elements(${decision.detail}->'reasons') reason
			where reason->>'code' = any(${sql.param([...ALERTS])}::text[])
				and ((reason->>'code' = 'outside_window' and reason->'reference' is not null)
					or (reason->>'code' <> 'outside_window' and ${decision.outcome} = 'nothing'))
			limit 1
		) found
		where ${decision.organisationId} = ${unit.scope.organisationId}
			and ${arrayOverlaps(decision.reasons, [...ALERTS])}
			and ${which ?? sql`true`}
			and ${except.length ? sql`not ${oneOf(customer.id, except)}` : sql`true`}
			and (look.run_on = ${unit.today} or not exists (
				select from ${decision} later
				where later.organisation_id = ${unit.scope.organisationId}
					and later.run_id = (select id from (${runOfToday(unit)}) today)
					and later.customer_id = ${decision.customerId}))`;
}

/** The run of today and, until it has looked at everybody, the last one that did. */
const looks = (unit: Unit<InsideScope>): SQL => sql`
	select id, run_on from (${runOfToday(unit)}) today
	union all
	(select id, run_on from ${run}
	where organisation_id = ${unit.scope.organisationId} and run_on < ${unit.today} and seen is not null
		and not exists (select from (${runOfToday(unit)}) today where seen is not null)
	order by run_on desc limit 1)`;

const runOfToday = (unit: Unit<InsideScope>): SQL => sql`
	select id, run_on, seen from ${run}
	where organisation_id = ${unit.scope.organisationId} and run_on = ${unit.today}`;
