import type { Counted, MergedAmount } from '$lib/domain/disputes/merged-amounts';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { caseOf, disputeIdOf } from './case-queries';
import { keepFreed } from './keep-freed';
import { isDispute, lockDispute, refuseWhenChanged } from './lock-dispute';
import { mergePlan, type MergePlan, type MergeWay } from './merge-plan';
import { moveCase } from './move-case';
import { insertItems } from './open-dispute';
import { quietPeriodFromToday } from './quiet-period';
import { takeFollowers } from './take-followers';
import { takeParticipants } from './take-participants';
import { updateOf } from './tell-followers';
import { tellGrown } from './tell-grown';
import { refuseWhenSpoken } from './words-since';

export interface MergeDispute {
	/** The case that goes on. */
	reference: string;
	/** Reference of the one that goes into it. */
	from: string;
	/** How the two count where both are about the same. */
	counted?: Counted | undefined;
	/** For its customer; may be empty. */
	note: string;
	seen: string;
	seenInto: string;
}

/**
 * Two cases become one: what the second claims is claimed by the first at the same instant at which the second
 * ends, so that nothing of it is asked for in between; its followers are told once and follow the first.
 * @throws not_found, conflict, merge_counted, every block of `mergeBlocks`
 */
export async function mergeDispute(unit: Unit<DeskScope>, input: MergeDispute): Promise<void> {
	const intoId = await disputeIdOf(unit, input.reference);
	const disputeId = await disputeIdOf(unit, input.from);
	if (disputeId === intoId) throw new AppError('merge_itself');
	// In the order of their ids: two who merge the same cases the other way round wait for each other.
	for (const id of [disputeId, intoId].sort()) await lockDispute(unit, id);
	const { dispute: before } = await caseOf(unit, intoId);
	await lockInvoicesOf(unit, before.customerId);
	await refuseWhenChanged(unit, disputeId, input.seen);
	await refuseWhenChanged(unit, intoId, input.seenInto);
	await refuseWhenSpoken(unit, disputeId, input.seen);
	const plan = await mergePlan(unit, intoId, disputeId);
	refuseBlocked(plan);
	const way = wayChosen(plan, input.counted);
	await takeClaims(unit, plan, way);
	await takeFollowers(unit, plan);
	await takeParticipants(unit, plan);
	await keepFreed(unit, way.freed);
	await endDouble(unit, plan, { ...way, note: input.note });
	await noteMerge(unit, plan, way);
	await tellAsked(unit, plan, way);
}

interface Chosen extends MergeWay {
	/** Null where it makes no difference. */
	counted: Counted | null;
}

/** Nobody's money doubles, nor is asked for again, because nobody said how two claims about the same count. */
function wayChosen({ ways, asks }: MergePlan, counted: Counted | undefined): Chosen {
	if (!asks) return { ...ways.besides, counted: null };
	if (!counted) throw new AppError('merge_counted', {}, 'counted');
	return { ...ways[counted], counted };
}

function refuseBlocked({ blocks }: MergePlan): void {
	const [first, ...others] = blocks.map(
		({ block, reference }) => new AppError(block, { reference })
	);
	if (first) throw new AppError(first.code, first.details, undefined, others);
}

async function takeClaims(
	unit: Unit<DeskScope>,
	{ into }: MergePlan,
	{ added }: Chosen
): Promise<void> {
	const { id, customerId } = into.dispute;
	const items = added.map((item) => ({
		...{ invoiceId: item.invoiceId, invoiceLineId: item.invoiceLineId, number: item.number },
		...{ currency: item.currency, claimedMinor: item.claimedMinor },
		claimedQuantity: item.claimedQuantity,
		expectedUnitPriceMinor: item.expectedUnitPriceMinor
	}));
	if (items.length) await insertItems(unit, customerId, id, items, unit.now);
}

async function endDouble(
	unit: Unit<DeskScope>,
	{ into, from }: MergePlan,
	{ counted, amounts, freedMinor, note }: Chosen & { note: string }
): Promise<void> {
	const { id } = from.dispute;
	const { reference } = into.dispute;
	const change = (fields: Partial<typeof dispute.$inferInsert>) =>
		unit.tx.update(dispute).set(fields).where(isDispute(unit, id));
	await change({ duplicateOfId: into.dispute.id });
	const about = await caseOf(unit, id);
	const { currency } = about.claimed;
	const { quietUntil } = await quietPeriodFromToday(unit);
	const told = await updateOf(unit, about, 'closed', {
		message: note,
		// All of it goes on in the other case: nothing is payable again but what rested twice.
		ended: { again: money(freedMinor, currency), quietUntil: freedMinor > 0n ? quietUntil : null },
		...(counted === 'once' && { countedOnce: money(togetherOf(amounts), currency) }),
		...{ duplicateOf: reference, path: `/disputes/${reference}` }
	});
	await moveCase(unit, about, 'duplicate', { note, told });
	// Its last step was this one.
	await change({ mergedAt: unit.now });
}

const togetherOf = (amounts: readonly MergedAmount[]): bigint =>
	amounts.reduce((sum, { togetherMinor }) => sum + togetherMinor, 0n);

/** A case whose claims were all claimed there already adds nothing to the question. */
async function tellAsked(
	unit: Unit<DeskScope>,
	{ into, from }: MergePlan,
	{ added }: Chosen
): Promise<void> {
	if (added.length === 0) return;
	const about = await caseOf(unit, into.dispute.id);
	await tellGrown(unit, about, { from: from.dispute, before: into.claimed, added });
}

async function noteMerge(
	unit: Unit<DeskScope>,
	{ into, from }: MergePlan,
	{ amounts, counted }: Chosen
): Promise<void> {
	const subjectOf = ({ id, customerId }: typeof into.dispute) => ({
		...{ kind: 'dispute' as const, id, customerId }
	});
	await record(unit, 'dispute.merged', subjectOf(from.dispute), {
		into: into.dispute.reference
	});
	await record(unit, 'dispute.merged_in', subjectOf(into.dispute), {
		from: from.dispute.reference,
		...(counted && { counted }),
		amounts: amounts.map(({ invoiceId, togetherMinor }) => ({ invoiceId, togetherMinor }))
	});
}
