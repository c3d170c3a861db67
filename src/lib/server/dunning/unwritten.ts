import { arrayOverlaps, sql } from 'drizzle-orm';
import type { DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { decision, run } from '../db/schema/runs';

/** Reasons that a person removes: nobody is passed over in silence. */
export const ALERTS = [
	'no_contact',
	'contact_bounced',
	'outside_window',
	'no_scenario'
] as const satisfies readonly DecisionReasonCode[];

/** `no_phone`: nobody there gets text messages. `number_fails`: texts to it come back. */
export type UnwrittenReason = (typeof ALERTS)[number] | 'no_phone' | 'number_fails';

const SHOWN = 10;

/** Those today's run could not write to, the first of them by name. */
export async function unwritten(unit: Unit<InsideScope>) {
	const { rows } = await unit.tx.execute<{
		code: string;
		name: string;
		reason: UnwrittenReason;
		of: number;
	}>(sql`
		select code, name, reason, count(*) over ()::int as of from (${unwrittenSql(unit)}) unwritten
		order by 2, 1 limit ${SHOWN}`);
	return rows;
}

/** Of these customers, those among all of them, shown or not. */
export async function unwrittenOf(unit: Unit<InsideScope>, codes: string[]): Promise<Set<string>> {
	if (codes.length === 0) return new Set();
	const { rows } = await unit.tx.execute<{ code: string }>(sql`
		select code from (${unwrittenSql(unit)}) unwritten where code = any(${sql.param(codes)}::text[])`);
	return new Set(rows.map(({ code }) => code));
}

function unwrittenSql(unit: Unit<InsideScope>) {
	const customer = namedCustomers(unit);
	return sql`
		select ${customer.code} as code, ${customer.name} as name, found.reason
		from ${decision}
		join ${run} on ${run.organisationId} = ${decision.organisationId} and ${run.id} = ${decision.runId}
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
		where ${decision.organisationId} = ${unit.scope.organisationId} and ${run.runOn} = ${unit.today}
			and ${arrayOverlaps(decision.reasons, [...ALERTS])}`;
}
