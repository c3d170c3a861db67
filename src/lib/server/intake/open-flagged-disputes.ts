import { plainWord } from '$lib/domain/intake/cells';
import { AppError } from '$lib/domain/errors';
import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openDispute } from '../disputes/open-dispute';
import { activeClaims, knownKeys } from '../disputes/queries';
import { takeReferences } from '../disputes/references';
import { openInvoices } from '../invoices/queries';
import { inChunks } from '../db/chunks';
import { reasonsOf, type Reason } from '../settings/queries';
import type { FlaggedInvoice } from './plan-invoices';

/**
 * Opens a case for each flagged invoice on which something is still due and nothing is in dispute.
 * The key is the invoice: a flag that lingers in the other system never reopens a closed case.
 */
export async function openFlaggedDisputes(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[]
): Promise<number> {
	const reasons = await reasonsOf(unit);
	const undisputed = await neverOpened(unit, await stillUndisputed(unit, flagged));
	// Whoever contests an invoice meanwhile does not wait for the end of a long import.
	const references = await takeReferences(unit.scope, undisputed.length);
	for (const [index, one] of undisputed.entries())
		await openOne(unit, one, reasons, references[index]!);
	return undisputed.length;
}

async function stillUndisputed(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[]
): Promise<FlaggedInvoice[]> {
	const ids = flagged.map((one) => one.invoiceId);
	const open = await inChunks(ids, (invoiceIds) =>
		openInvoices(unit, { invoiceIds, onlyOpen: true })
	);
	const claims = await inChunks(ids, (invoiceIds) => activeClaims(unit, { invoiceIds }));
	const due = new Set(open.map((invoice) => invoice.id));
	const disputed = new Set(claims.map((claim) => claim.invoiceId));
	return flagged.filter(({ invoiceId }) => due.has(invoiceId) && !disputed.has(invoiceId));
}

async function neverOpened(
	unit: Unit<InsideScope>,
	flagged: readonly FlaggedInvoice[]
): Promise<FlaggedInvoice[]> {
	const keys = await inChunks(flagged.map(keyOf), (part) => knownKeys(unit, part));
	const known = new Set(keys);
	return flagged.filter((one) => !known.has(keyOf(one)));
}

const keyOf = ({ invoiceId }: FlaggedInvoice): string => `import-${invoiceId}`;

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
		requestedOutcome: 'OTH',
		explanation: reason || m.intake_dispute_from_file({}, { locale: customer.language }),
		idempotencyKey: keyOf(flagged),
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
		[reason.code, reason.labelFr, reason.labelEn, reason.canonicalCode].map(plainWord);
	const found =
		disputes.find((reason) => names(reason).includes(word)) ??
		disputes.find((reason) => reason.code === 'other') ??
		disputes[0];
	if (!found) throw new AppError('reason_required', {}, 'reasonCode');
	return found;
}
