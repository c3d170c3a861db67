import { plainWord } from '$lib/domain/intake/cells';
import { AppError } from '$lib/domain/errors';
import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openDispute } from '../disputes/open-dispute';
import { activeClaims } from '../disputes/queries';
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
	let opened = 0;
	for (const one of await stillUndisputed(unit, flagged))
		if (await openOne(unit, one, reasons)) opened++;
	return opened;
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

async function openOne(
	unit: Unit<InsideScope>,
	{ invoiceId, customer, reason }: FlaggedInvoice,
	reasons: readonly Reason[]
): Promise<boolean> {
	const { isNew } = await openDispute(unit, {
		items: [{ invoiceId }],
		reasonCode: reasonNamed(reason, reasons).code,
		requestedOutcome: 'OTH',
		explanation: reason || m.intake_dispute_from_file({}, { locale: customer.language }),
		idempotencyKey: `import-${invoiceId}`,
		customerId: customer.id,
		source: 'import',
		raisedByName: customer.name,
		raisedByEmail: '',
		contactId: null,
		language: customer.language,
		files: []
	});
	return isNew;
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
