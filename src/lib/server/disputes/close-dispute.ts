import { and, eq, ne } from 'drizzle-orm';
import { SIDE_EXITS, type SideExit } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { isDispute, lockDispute, refuseWhenChanged, type DisputeRow } from './lock-dispute';
import { caseOf, type Case } from './case-queries';
import { endedFacts } from './ended-facts';
import { moveCase } from './move-case';
import { quietPeriodFromToday } from './quiet-period';
import { isTakenBackIf } from './set-by-house';
import { updateOf } from './tell-followers';
import { refuseWhenSpoken } from './words-since';

export interface CloseDispute {
	disputeId: string;
	to: SideExit;
	/** Told to the customer. */
	note: string;
	/** Of a double: the reference of the case that goes on, where it is known. */
	duplicateOf?: string;
	seen?: string;
}

/** Ends a case without a decision, always with a reason. @throws duplicate_unknown, duplicate_ended */
export async function closeDispute(unit: Unit<DeskScope>, input: CloseDispute): Promise<void> {
	const before = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	if (!input.note.trim()) throw new AppError('explanation_required', {}, 'note');
	const other = await keepOther(unit, before, input);
	const about = await caseOf(unit, input.disputeId);
	const told = await updateOf(unit, about, input.to === 'withdrawn' ? 'withdrawn' : 'closed', {
		message: input.note,
		...(await whatFollows(unit, about, { to: input.to, other }))
	});
	await moveCase(unit, about, input.to, { note: input.note, told });
}

/**
 * An end of ours lets the customer rest: of a double too, whose other case need not contest as much. What was set by
 * mistake today does not.
 */
async function whatFollows(
	unit: Unit<DeskScope>,
	about: Case,
	{ to, other }: { to: SideExit; other: string | null }
) {
	const { quietUntil } = await quietPeriodFromToday(unit);
	const isTakenBack = await isTakenBackIf(unit, about.dispute, to);
	return {
		ended: await endedFacts(unit, about, isTakenBack ? null : quietUntil),
		...(other && { duplicateOf: other, path: `/disputes/${other}` })
	};
}

/** The customer is led from the double to the case that goes on. */
async function keepOther(
	unit: Unit<DeskScope>,
	before: DisputeRow,
	{ to, duplicateOf }: CloseDispute
): Promise<string | null> {
	if (to !== 'duplicate' || !duplicateOf) return null;
	const other = await otherCase(unit, before, duplicateOf);
	await unit.tx.update(dispute).set({ duplicateOfId: other.id }).where(isDispute(unit, before.id));
	return other.reference;
}

async function otherCase(
	unit: Unit<DeskScope>,
	{ id, customerId }: DisputeRow,
	reference: string
): Promise<{ id: string; reference: string }> {
	const [other] = await unit.tx
		.select({ id: dispute.id, reference: dispute.reference, status: dispute.status })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				eq(dispute.reference, reference.toUpperCase()),
				ne(dispute.id, id)
			)
		);
	if (!other) throw new AppError('duplicate_unknown', {}, 'duplicateOf');
	// Nothing of his request would be looked at there.
	if (SIDE_EXITS.some((exit) => exit === other.status))
		throw new AppError('duplicate_ended', { reference: other.reference }, 'duplicateOf');
	return other;
}
