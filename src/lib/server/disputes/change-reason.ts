import { uuidv7 } from 'uuidv7';
import {
	holdsOtherwise,
	isRoutedAnew,
	mayBecome,
	reasonKept
} from '$lib/domain/disputes/reason-change';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { amendmentNote } from '../db/schema/amendment-notes';
import { dispute, disputeAmendment } from '../db/schema/disputes';
import { lockInvoicesOf } from '../invoices/lock-invoices';
import { reasonByCode, type Reason } from '../settings/queries';
import { contentOf } from './amendments';
import { caseOf, type Case } from './case-queries';
import { claimAnew } from './claim-anew';
import { isDispute, lockDispute, refuseWhenChanged } from './lock-dispute';
import { currentAssignment } from './queries';
import { reasonFacts } from './reason-facts';
import { routeDispute } from './route-dispute';

export interface ChangeReason {
	disputeId: string;
	reasonCode: string;
	/** For the house. */
	note: string;
	/** The version of the case on the screen. */
	seen?: string | undefined;
}

/**
 * A reason that was suggested wrongly is put right (docs/decisions/changing-the-reason.md): whoever has the case
 * keeps it, the promised day stays, everything else follows from the new reason. The customer reads it on his page.
 * @throws not_found, conflict, reason_required, every one of `REASON_KEPT`
 * @returns false when it has that reason already
 */
export async function changeReason(
	unit: Unit<DeskScope>,
	{ disputeId, reasonCode, note, seen }: ChangeReason,
	{ isRouted }: { isRouted: boolean } = { isRouted: true }
): Promise<boolean> {
	await lockDispute(unit, disputeId);
	const before = await caseOf(unit, disputeId);
	if (before.reason.code === reasonCode) return false;
	await refuseWhenChanged(unit, disputeId, seen);
	const reason = await wantedReason(unit, reasonCode);
	await refuseKept(unit, before, reason);
	await write(unit, before, reason);
	await keep(unit, before, note);
	if (isRouted) await routeAnew(unit, before);
	return true;
}

async function wantedReason(unit: Unit<DeskScope>, code: string): Promise<Reason> {
	const reason = await reasonByCode(unit, code);
	if (!mayBecome(reason)) throw new AppError('reason_required', {}, 'reasonCode');
	return reason;
}

async function refuseKept(unit: Unit<DeskScope>, about: Case, wanted: Reason): Promise<void> {
	const kept = reasonKept(await reasonFacts(unit, about), wanted);
	if (kept) throw new AppError(kept);
}

async function write(unit: Unit<DeskScope>, before: Case, reason: Reason): Promise<void> {
	const { id, customerId } = before.dispute;
	if (holdsOtherwise(before.reason, reason)) {
		// Whoever sends looks at what is held: before or after, not in between.
		await lockInvoicesOf(unit, customerId);
		await claimAnew(unit, id);
	}
	await unit.tx.update(dispute).set({ reasonId: reason.id }).where(isDispute(unit, id));
}

/** The row of the change: the past keeps its reason by it, and another page sees that the case changed. */
async function keep(unit: Unit<DeskScope>, about: Case, note: string): Promise<void> {
	const { id: disputeId, customerId } = about.dispute;
	const after = await caseOf(unit, disputeId);
	const { organisationId, user } = unit.scope;
	const amendmentId = uuidv7();
	await unit.tx.insert(disputeAmendment).values({
		...{ organisationId, id: amendmentId, customerId, disputeId },
		...{ before: contentOf(about), after: contentOf(after), at: unit.now },
		...{ byKind: 'staff', byName: user.name, idempotencyKey: amendmentId }
	});
	if (note)
		await unit.tx
			.insert(amendmentNote)
			.values({ organisationId, id: amendmentId, customerId, disputeId, note });
	await record(
		unit,
		'dispute.reason_changed',
		{ kind: 'dispute', id: disputeId, customerId },
		{ amendmentId, before: about.reason.code, after: after.reason.code }
	);
}

async function routeAnew(unit: Unit<DeskScope>, { dispute: { id, status } }: Case): Promise<void> {
	const isAsked = (await currentAssignment(unit, id)) !== null;
	if (isRoutedAnew({ status, isAsked })) await routeDispute(unit, id, { isTold: false });
}
