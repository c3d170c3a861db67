import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { creditedOfAll } from '../payments/settled-tables';
import { allReasons } from '../settings/queries';
import { claimedItems } from './claimed-items';

/**
 * To join: what open cases suspend of each invoice (`invoice_id`, `claimed`, `whole`, `reasons`), the same as
 * `activeClaims` tells: credits a case led to already are no longer contested, item after item.
 */
export function contestedTable(unit: Unit<InsideScope>): SQL {
	const item = claimedItems(unit);
	const reason = allReasons(unit);
	const isOpen = and(
		eq(dispute.organisationId, unit.scope.organisationId),
		inArray(dispute.status, ACTIVE_STATUSES)
	);
	const before = sql`coalesce(sum(${item.claimedMinor}) over (partition by ${dispute.id} order by ${item.id}
		rows between unbounded preceding and 1 preceding), 0)`;
	return sql`(
		select invoice_id, sum(greatest(0, claimed - least(claimed, greatest(0, credited - before)))) as claimed,
			bool_or(whole) as whole, array_agg(distinct code) as reasons
		from (
			select ${item.invoiceId} as invoice_id, ${item.claimedMinor} as claimed, ${before} as before,
				coalesce(credited.minor, 0) as credited, ${reason.holdsWholeInvoice} as whole, ${reason.code} as code
			from ${dispute}
			join ${item} on ${eq(item.disputeId, dispute.id)}
			join ${reason} on ${eq(reason.id, dispute.reasonId)}
			left join ${creditedOfAll(unit)} credited on credited.dispute_id = ${dispute.id}
			where ${isOpen}
		) claims
		group by 1)`;
}
