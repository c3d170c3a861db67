import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { SIDE_EXITS, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { isTakenBackOn, quietEnds, type CaseEnd } from '$lib/domain/disputes/quiet-claims';
import { groupBy } from '$lib/domain/group-by';
import type { Claim } from '$lib/domain/receivables/open-items';
import type { InsideScope, Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { claimedItems } from './claimed-items';
import { isSetByHouse, setAfterCall } from './set-by-house';
import { withoutCredited } from './still-claimed';

/** Ends after which the customer is left in peace for a while. */
const QUIET_ENDS: DisputeStatus[] = ['resolved', ...SIDE_EXITS];

/** What a case that ended had contested of an invoice, and is left in peace for a while. */
export interface QuietClaim extends Claim {
	invoiceId: string;
	endedOn: LocalDate;
}

/** By invoice; as it was known at an instant, if one is named. */
export const disputeEndsOf = async (
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
): Promise<Map<string, QuietClaim[]>> =>
	groupBy(
		await quietClaims(unit, await caseEndsOf(unit, customerIds, asOf), asOf),
		({ invoiceId }) => invoiceId
	);

/** What these ends leave in peace: without what was credited of it since. */
export async function quietClaims(
	unit: Unit<Scope>,
	ends: readonly CaseEnd[],
	asOf?: AsOf
): Promise<QuietClaim[]> {
	const quiet = quietEnds(ends);
	const ended = quiet
		.filter(({ freedMinor }) => freedMinor === undefined)
		.map(({ itemId, disputeId, ...end }) => ({ itemId, disputeId, ...quietClaim(end) }));
	return [...(await withoutCredited(unit, ended, asOf)), ...quiet.flatMap(freedClaim)];
}

const quietClaim = ({ invoiceId, on: endedOn, claimedMinor, ...end }: Ended): QuietClaim => ({
	...{ invoiceId, endedOn, claimedMinor },
	holdsWholeInvoice: end.holdsWholeInvoice ?? false
});
type Ended = Omit<CaseEnd, 'itemId' | 'disputeId'>;

/** What a credit gave back before the merge did not rest twice. */
const freedClaim = ({ invoiceId, on: endedOn, freedMinor }: CaseEnd): QuietClaim[] =>
	freedMinor === undefined ? [] : [{ invoiceId, endedOn, claimedMinor: freedMinor }];

/** Every end, the oldest first; as it was known at an instant, if one is named. */
export async function caseEndsOf(
	unit: Unit<Scope>,
	customerIds: readonly string[],
	asOf?: AsOf
): Promise<CaseEnd[]> {
	const rows = await endsOf(unit, customerIds, asOf);
	const isMistake = (row: (typeof rows)[number]) => isTakenBackOn(row, row.toStatus, row.on);
	const isHisWords = await setAfterCall(unit, rows.filter(isMistake), asOf);
	return rows.map((row) => ({
		...endIn(row),
		isTakenBack: isMistake(row) && !isHisWords(row),
		isOwnWithdrawal: row.byKind === 'customer' && row.toStatus === 'withdrawn',
		...(isMerged(row.mergedAt, asOf)
			? restOfMerged(row.freedMinor)
			: { goesOn: !QUIET_ENDS.includes(row.status) })
	}));
}

type EndRow = Awaited<ReturnType<typeof endsOf>>[number];

const endIn = ({ itemId, disputeId, invoiceId, claimedMinor, holdsWholeInvoice, on }: EndRow) => ({
	...{ itemId, disputeId, invoiceId, claimedMinor, holdsWholeInvoice, on }
});

const isMerged = (mergedAt: Date | null, asOf?: AsOf): boolean =>
	mergedAt !== null && (!asOf || mergedAt <= asOf.at);

/** What it contested, the case it went into contests: it would rest twice, but for what counts once since. */
const restOfMerged = (freedMinor: bigint | null) =>
	freedMinor === null ? { goesOn: true } : { goesOn: false, freedMinor };

/** With where the case stands now (or stood then). */
function endsOf(unit: Unit<Scope>, customerIds: readonly string[], asOf?: AsOf) {
	const reason = allReasons(unit);
	const item = claimedItems(unit, asOf);
	return unit.tx
		.select({
			itemId: item.id,
			disputeId: dispute.id,
			invoiceId: item.invoiceId,
			claimedMinor: item.claimedMinor,
			freedMinor: item.freedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice,
			on: disputeTransition.on,
			toStatus: disputeTransition.toStatus,
			byKind: disputeTransition.byKind,
			mergedAt: dispute.mergedAt,
			customerId: dispute.customerId,
			openedAt: dispute.openedAt,
			openedOn: dispute.openedOn,
			isOurs: isSetByHouse(asOf),
			status: asOf ? statusAt(asOf) : dispute.status
		})
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.innerJoin(
			item,
			and(eq(item.organisationId, dispute.organisationId), eq(item.disputeId, dispute.id))
		)
		.innerJoin(
			disputeTransition,
			and(
				eq(disputeTransition.organisationId, dispute.organisationId),
				eq(disputeTransition.disputeId, dispute.id)
			)
		)
		.where(
			and(
				ofCustomers(unit, customerIds),
				inArray(disputeTransition.toStatus, QUIET_ENDS),
				asOf ? lte(disputeTransition.at, asOf.at) : undefined
			)
		)
		.orderBy(asc(disputeTransition.at), asc(disputeTransition.id), asc(item.id));
}

/** Its last step by then. */
const statusAt = ({ at }: AsOf) => sql<DisputeStatus>`(
	select moved.to_status from dispute_transition moved
	where moved.organisation_id = ${dispute.organisationId} and moved.dispute_id = ${dispute.id}
		and moved.at <= ${at.toISOString()}::timestamptz
	order by moved.at desc, moved.id desc limit 1)`;

const ofCustomers = (unit: Unit<Scope>, customerIds: readonly string[]) =>
	and(
		eq(dispute.organisationId, unit.scope.organisationId),
		oneOf(dispute.customerId, customerIds)
	);
