import type { InsideScope } from '../auth/scope';
import { saveParties } from '../customers/save-parties';
import type { Unit } from '../db/client';
import { fillMany } from '../fields/fill-many';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { saveInvoices } from '../invoices/save-invoices';
import { saveCreditNotes } from '../payments/save-credit-notes';
import { openAmountChanges } from '../payments/sync-open-amount';
import type { ImportPlan } from './plan-import';

interface Applied {
	/**
	 * The invoices of which something else is open than we knew: theirs alone are locked, so that what is paid of
	 * another one from here on is for the next file to tell.
	 */
	held: ReadonlySet<string>;
	/** Values of custom fields that are other ones now. */
	fieldsFilled: number;
}

/** Each noun writes its own rows; what changes is locked before anything is written. */
export async function applyPlan(unit: Unit<InsideScope>, plan: ImportPlan): Promise<Applied> {
	const { invoices, creditNotes, absent, fills } = plan;
	const paid = await openAmountChanges(unit, [...invoices.stated, ...absent]);
	await lockInvoicesById(unit, [
		...invoices.update.map((one) => one.id),
		...paid.map((one) => one.invoiceId)
	]);
	await saveParties(unit, plan);
	await saveInvoices(unit, invoices);
	await saveCreditNotes(unit, creditNotes);
	const fieldsFilled = await fillMany(unit, fills);
	return { held: new Set(paid.map((one) => one.invoiceId)), fieldsFilled };
}
