import { AppError } from '$lib/domain/errors';
import { plainWord } from '$lib/domain/intake/cells';
import { countFates, type FlagCounts } from '$lib/domain/intake/flag-fate';
import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openDispute } from '../disputes/open-dispute';
import { takeReferences } from '../disputes/references';
import { reasonsOf, type Reason } from '../settings/queries';
import { flagFates, keyOf } from './flag-fates';
import type { FlaggedInvoice } from './plan-invoices';

/**
 * Opens a case for each flagged invoice on which something is still due and nothing is in dispute,
 * and says why the others get none.
 * The key is the invoice: a flag that lingers in the other system never reopens a closed case.
 */
export async function openFlaggedDisputes(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[]
): Promise<FlagCounts> {
	const fates = await flagFates(unit, flagged);
	const opening = flagged.filter(({ invoiceId }) => fates.get(invoiceId) === 'opens');
	const reasons = await reasonsOf(unit);
	// Whoever contests an invoice meanwhile does not wait for the end of a long import.
	const references = await takeReferences(unit.scope, opening.length);
	for (const [index, one] of opening.entries())
		await openOne(unit, one, reasons, references[index]!);
	return countFates(fates.values());
}

async function openOne(
	unit: Unit<InsideScope>,
	flagged: FlaggedInvoice,
	reasons: readonly Reason[],
	reference: string
): Promise<void> {
	const { invoiceId, customer, reason } = flagged;
	await openDispute(unit, {
		reference,
		items: [{ invoiceId }],
		reasonCode: reasonNamed(reason, reasons).code,
		requestedOutcome: 'NOA',
		explanation: reason || m.intake_dispute_from_file({}, { locale: customer.language }),
		idempotencyKey: keyOf(invoiceId),
		customerId: customer.id,
		source: 'import',
		raisedByName: customer.name,
		raisedByEmail: '',
		contactId: null,
		language: customer.language,
		files: []
	});
}

/** By its code, its label in either language or its canonical code; otherwise "other", with the words of the file kept. */
function reasonNamed(text: string, reasons: readonly Reason[]): Reason {
	const word = plainWord(text);
	const disputes = reasons.filter((reason) => reason.kind === 'dispute');
	const names = (reason: Reason) =>
		[reason.code, reason.canonicalCode, ...Object.values(reason.labels)].map(plainWord);
	const found =
		disputes.find((reason) => names(reason).includes(word)) ??
		disputes.find((reason) => reason.code === 'other') ??
		disputes[0];
	if (!found) throw new AppError('reason_required', {}, 'reasonCode');
	return found;
}
