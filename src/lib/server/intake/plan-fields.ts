import { readCell, type CellReading } from '$lib/domain/intake/custom-cell';
import { inUse, type Field } from '$lib/domain/fields/field';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { visible, type RowProblem } from '$lib/domain/intake/problems';
import type { ReceivableRow } from '$lib/domain/intake/row';
import type { Table } from '$lib/domain/intake/table';
import type { InsideScope } from '../auth/scope';
import type { CustomerFields } from '../customers/save-parties';
import type { Unit } from '../db/client';
import type { Fill } from '../fields/fill-many';
import { everyField } from '../fields/queries';
import type { InvoiceFields } from '../invoices/save-invoices';

interface Told {
	line: number;
	field: Field;
	value: string;
}
export interface ToldFields {
	told: Told[];
	problems: RowProblem[];
}

/**
 * What the columns of custom fields say, row by row. One that is in use no more is left aside. What cannot be read
 * is told and left out: what an invoice still owes never waits for it.
 */
export async function readFields(
	unit: Unit<InsideScope>,
	{ rows, header }: Table,
	taken: readonly ReceivableRow[],
	mapping: ImportMapping
): Promise<ToldFields> {
	const columns = await columnsOf(unit, mapping);
	if (!columns.length) return { told: [], problems: [] };
	const cells = new Map(rows.map((row) => [row.line, row.cells]));
	const read = taken.flatMap((row) =>
		columns.map(({ field, column }) => {
			const cell = cells.get(row.line)?.[column] ?? '';
			return { row, field, column, cell, reading: readCell(field, cell, mapping) };
		})
	);
	return {
		told: read.flatMap(({ row: { line }, field, reading }) =>
			'value' in reading && reading.value ? [{ line, field, value: reading.value }] : []
		),
		problems: read.flatMap(({ row: { line, raw }, column, cell, reading }) =>
			codeOf(reading).map((code) => {
				const about = { line, raw, column: header[column] ?? '', taken: true };
				return { ...about, code, value: visible(cell.trim()) };
			})
		)
	};
}

const codeOf = (reading: CellReading) => ('code' in reading ? [reading.code] : []);

async function columnsOf(unit: Unit<InsideScope>, { custom = {} }: ImportMapping) {
	if (!Object.keys(custom).length) return [];
	const all = await everyField(unit);
	return [...inUse(all, 'customer'), ...inUse(all, 'invoice')].flatMap((field) => {
		const column = custom[field.id];
		return column === undefined ? [] : [{ field, column }];
	});
}

/** Of a customer on any of its rows; of an invoice on its own. A credit note has none. */
export function planFields(
	rows: readonly ReceivableRow[],
	told: readonly Told[],
	customers: ReadonlyMap<string, CustomerFields>,
	invoices: readonly InvoiceFields[]
): Fill[] {
	const byLine = new Map(rows.map((row) => [row.line, row]));
	const byNumber = new Map(invoices.map((one) => [one.number, one.id]));
	return told.flatMap(({ line, field, value }): Fill[] => {
		const row = byLine.get(line);
		if (!row) return [];
		const { id: customerId } = customers.get(row.customer.code)!;
		if (field.subject === 'customer') return [{ customerId, invoiceId: null, field, value }];
		const invoiceId = byNumber.get(row.invoice?.number ?? '');
		return invoiceId ? [{ customerId, invoiceId, field, value }] : [];
	});
}
