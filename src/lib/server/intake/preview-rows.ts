import type { Labels } from '$lib/domain/language';
import type { FlagFate } from '$lib/domain/intake/flag-fate';
import type { ReceivableRow } from '$lib/domain/intake/row';
import type { FlagFates } from './flag-fates';
import type { ImportPlan } from './plan-import';

const SHOWN_ROWS = 50;

export interface PreviewRow extends Omit<ReceivableRow, 'raw'> {
	/** What becomes of the dispute the row speaks of; null when it speaks of none. */
	flag: FlagFate | null;
	/** What it says about custom fields. */
	told: { labels: Labels; value: string }[];
}

/** The first rows that would be imported, as they were understood. */
export function previewRows(
	rows: readonly ReceivableRow[],
	{ invoices: { flagged }, told }: Pick<ImportPlan, 'invoices' | 'told'>,
	fates: FlagFates
): PreviewRow[] {
	const byNumber = new Map(flagged.map((one) => [one.number, fates.get(one.invoiceId)]));
	return rows.slice(0, SHOWN_ROWS).map(({ line, customer, contact, invoice, creditNote }) => ({
		line,
		customer,
		contact,
		invoice,
		creditNote,
		flag: (invoice?.disputed && byNumber.get(invoice.number)) || null,
		told: told
			.filter((one) => one.line === line)
			.map(({ field: { labels }, value }) => ({ labels, value }))
	}));
}
