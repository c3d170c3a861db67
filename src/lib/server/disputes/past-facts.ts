import { sql } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { claimedItems, reasonThen } from './claimed-items';
import type { ActiveClaim } from './queries';
import { withoutCredited } from './still-claimed';

/** What the cases open then suspended, invoice by invoice. */
export async function claimsAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf: AsOf
): Promise<ActiveClaim[]> {
	const reason = allReasons(unit);
	const item = claimedItems(unit, asOf);
	const { rows } = await unit.tx.execute<ClaimRow>(sql`
		select ${item.id} as "itemId", ${dispute.id} as "disputeId", ${item.invoiceId} as "invoiceId",
			${item.customerId} as "customerId", ${dispute.reference} as reference, ${dispute.openedOn} as "openedOn",
			${item.claimedMinor} as "claimedMinor", ${reason.holdsWholeInvoice} as "holdsWholeInvoice"
		from ${dispute}
		cross join lateral ${lastMove(asOf)} moved
		join ${item} on ${item.organisationId} = ${dispute.organisationId} and ${item.disputeId} = ${dispute.id}
		join ${reason} on ${reason.id} = ${reasonThen(unit, asOf)}
		where ${ofCustomers(unit, customerIds)} and moved.status = any(${sql.param(ACTIVE_STATUSES)}::text[])
		order by ${dispute.reference}, ${item.id}`);
	return withoutCredited(
		unit,
		rows.map((row) => ({ ...row, claimedMinor: BigInt(row.claimedMinor), ...UNDECIDED })),
		asOf
	);
}

/** Decided or not, it suspended the same: nobody asks what was payable again then. */
const UNDECIDED = { isDecided: false, refusedMinor: 0n };

type ClaimRow = Omit<ActiveClaim, 'claimedMinor' | keyof typeof UNDECIDED> & {
	itemId: string;
	disputeId: string;
	claimedMinor: string;
};

/** Where a case stood: its last step by then. */
const lastMove = ({ at }: AsOf) => sql`(
	select ${disputeTransition.toStatus} as status from ${disputeTransition}
	where ${disputeTransition.organisationId} = ${dispute.organisationId}
		and ${disputeTransition.disputeId} = ${dispute.id}
		and ${disputeTransition.at} <= ${at.toISOString()}::timestamptz
	order by ${disputeTransition.at} desc, ${disputeTransition.id} desc limit 1)`;

const ofCustomers = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	sql`${dispute.organisationId} = ${unit.scope.organisationId} and ${oneOf(dispute.customerId, customerIds)}`;
