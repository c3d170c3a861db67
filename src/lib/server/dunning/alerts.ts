import { sql } from 'drizzle-orm';
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

export interface Alerts {
	count: number;
	/** The first of them, by name. */
	customers: { code: string; name: string; reason: (typeof ALERTS)[number] }[];
}

const SHOWN = 10;

/**
 * Customers today's run could not write to, and contacts whose hours never meet ours, even where somebody
 * else was written to; derived from its decisions, so it is over when they change.
 */
export async function alertsOf(unit: Unit<InsideScope>): Promise<Alerts> {
	const customer = namedCustomers(unit);
	const { rows } = await unit.tx.execute<{
		code: string;
		name: string;
		reason: (typeof ALERTS)[number];
		of: number;
	}>(sql`
		select ${customer.code} as code, ${customer.name} as name, found.reason, count(*) over ()::int as of
		from ${decision}
		join ${run} on ${run.organisationId} = ${decision.organisationId} and ${run.id} = ${decision.runId}
		join ${customer} on ${customer.id} = ${decision.customerId}
		cross join lateral (
			select reason->>'code' as reason from jsonb_array_elements(${decision.detail}->'reasons') reason
			where reason->>'code' = any(${sql.param([...ALERTS])}::text[])
				and ((reason->>'code' = 'outside_window' and reason ? 'reference')
					or (reason->>'code' <> 'outside_window' and ${decision.outcome} = 'nothing'))
			limit 1
		) found
		where ${decision.organisationId} = ${unit.scope.organisationId} and ${run.runOn} = ${unit.today}
		order by 2, 1 limit ${SHOWN}`);
	return {
		count: rows[0]?.of ?? 0,
		customers: rows.map(({ code, name, reason }) => ({ code, name, reason }))
	};
}
