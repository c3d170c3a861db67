import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '$lib/domain/money';
import { desc, and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import { sha256 } from '../audit/digest';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { openInvoices } from '../invoices/queries';
import type { Case } from './case-queries';
import { caseOfRound, leftToDecide } from './left-to-decide';
import type { DisputeRow } from './lock-dispute';
import { openDispute } from './open-dispute';
import { contestedElsewhere } from './still-due';
import { writeMessage } from './write-message';

/**
 * A case about what an old one left open, once it is too old to go on: with the words its customer wrote then.
 * What the colleague says about it stays in the house.
 * @throws nothing_to_dispute
 */
export async function openFollowing(
	unit: Unit<DeskScope>,
	about: Case,
	note: string
): Promise<{ reference: string }> {
	const old = about.dispute;
	const items = await leftOf(unit, about);
	if (items.length === 0) throw new AppError('nothing_to_dispute');
	const opened = await openDispute(unit, {
		...{ customerId: old.customerId, items, explanation: old.explanation, source: 'follow' },
		...{
			reasonCode: about.reason.code,
			...{ ownReason: about.reason, followsId: old.id },
			requestedOutcome: old.requestedOutcome
		},
		...{ raisedByName: old.raisedByName, raisedByEmail: old.raisedByEmail },
		...{ contactId: old.raisedByContactId, language: old.language },
		// Asked again, it is the same one.
		idempotencyKey: `follows:${old.id}`
	});
	if (!opened.isNew) return { reference: opened.reference };
	await noteOnFollowing(unit, { id: opened.disputeId, customerId: old.customerId }, note);
	await record(
		unit,
		'dispute.followed',
		{ kind: 'dispute', id: old.id, customerId: old.customerId },
		{ reference: opened.reference }
	);
	return { reference: opened.reference };
}

/** The case that took it up, if any. */
export async function followingOf(unit: Unit<DeskScope>, disputeId: string) {
	const [row] = await unit.tx
		.select()
		.from(dispute)
		.where(
			and(eq(dispute.organisationId, unit.scope.organisationId), eq(dispute.followsId, disputeId))
		)
		.orderBy(desc(dispute.id))
		.limit(1);
	return row ?? null;
}

/** Why it was taken up again; the same words are kept once. */
export async function noteOnFollowing(
	unit: Unit<DeskScope>,
	following: Pick<DisputeRow, 'id' | 'customerId'>,
	note: string
): Promise<void> {
	const idempotencyKey = `follows:${sha256(note)}`;
	const message = { audience: 'internal' as const, body: note.trim(), idempotencyKey };
	const { isNew, messageId } = await writeMessage(unit, following, message);
	if (!isNew) return;
	const { id, customerId } = following;
	await record(
		unit,
		'dispute.message_posted',
		{ kind: 'dispute', id, customerId },
		{ messageId, audience: 'internal', files: 0 }
	);
}

/** Invoice by invoice, what no credit settled, as far as it is open and nobody else contests it. */
async function leftOf(unit: Unit<DeskScope>, about: Case) {
	const { items } = caseOfRound(await leftToDecide(unit, about));
	const byInvoice = groupBy(items, ({ invoiceId }) => invoiceId);
	const invoiceIds = [...byInvoice.keys()];
	if (invoiceIds.length === 0) return [];
	const elsewhere = await contestedElsewhere(unit, about);
	const open = await openInvoices(unit, { invoiceIds });
	return open.flatMap((invoice) => {
		const left = byInvoice.get(invoice.id)!.reduce((sum, one) => sum + one.claimedMinor, 0n);
		const claimedMinor = minorMin(left, invoice.openMinor - elsewhere(invoice));
		return claimedMinor > 0n ? [{ invoiceId: invoice.id, claimedMinor }] : [];
	});
}
