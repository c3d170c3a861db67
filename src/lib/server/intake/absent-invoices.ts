import { visible } from '$lib/domain/intake/problems';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import type { Table } from '$lib/domain/intake/table';
import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { bookedCreditNotes } from '../payments/credit-sources';
import type { StatedCredit } from '../payments/sync-credits';
import type { StatedOpenAmount } from '../payments/sync-open-amount';
import { organisationOf } from '../settings/queries';

export interface AbsentInvoices {
	/** Open invoices known when the file arrived. */
	openCount: number;
	/** Those of which no row bears the number, as settled. */
	absent: StatedOpenAmount[];
}

/** A row that cannot be imported still says that its invoice is open. Later invoices are not in question. */
export async function absentInvoices(
	unit: Unit<InsideScope>,
	table: Table,
	{ columns }: ImportMapping,
	receivedAt: Date
): Promise<AbsentInvoices> {
	const column = columns.invoice_number;
	if (column === undefined) return { openCount: 0, absent: [] };
	const named = namedIn(table, column);
	const open = await openInvoices(unit, { onlyOpen: true, knownAt: receivedAt });
	const { language: locale } = await organisationOf(unit);
	return {
		openCount: open.length,
		absent: open
			.filter(({ number }) => !named.has(plain(number)))
			.map((invoice) => ({
				...invoice,
				invoiceId: invoice.id,
				// Becomes the reference of the payment: the page of the invoice says where it comes from.
				number: m.intake_absent_reference({ number: invoice.number }, { locale }),
				openMinor: 0n,
				paidOn: null
			}))
	};
}

/** Credit notes of the books of which no row bears the number, as used up. */
export async function absentCredits(
	unit: Unit<InsideScope>,
	table: Table,
	{ columns, complete }: ImportMapping,
	receivedAt: Date
): Promise<StatedCredit[]> {
	const column = columns.invoice_number;
	if (column === undefined || !complete) return [];
	const named = namedIn(table, column);
	return (await bookedCreditNotes(unit, receivedAt))
		.filter(({ number }) => !named.has(plain(number)))
		.map((one) => ({ ...one, openMinor: 0n }));
}

const namedIn = ({ rows }: Table, column: number): Set<string> =>
	new Set(rows.map(({ cells }) => plain(cells[column] ?? '')));

const plain = (number: string): string => visible(number).replace(/\s+/g, ' ').trim();
