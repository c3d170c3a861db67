import { inUse, type Field } from '../fields/field';
import { readCell, type Signs } from './custom-cell';
import { columnName, type Columns } from './header';
import type { ImportMapping } from './mapping';
import type { Table } from './table';

type Custom = NonNullable<ImportMapping['custom']>;

/** Columns called as the house calls its own fields and filled in as them, of those that mean nothing else. */
export function guessCustom(
	table: Pick<Table, 'header' | 'rows'>,
	mapping: Signs & { columns: Columns },
	fields: readonly Field[]
): { custom?: Custom } {
	const read = new Set(Object.values(mapping.columns));
	const names = table.header.map((name, at) => (read.has(at) ? '' : columnName(name)));
	const custom: Custom = {};
	for (const field of [...inUse(fields, 'customer'), ...inUse(fields, 'invoice')]) {
		const column = names.findIndex(
			(name, at) => isCalled(field, name) && fits(field, cellsIn(table, at), mapping)
		);
		if (column < 0) continue;
		custom[field.id] = column;
		names[column] = '';
	}
	return Object.keys(custom).length ? { custom } : {};
}

const isCalled = ({ labels }: Field, name: string): boolean =>
	name !== '' && Object.values(labels).some((label) => columnName(label ?? '') === name);

const cellsIn = ({ rows }: Pick<Table, 'rows'>, column: number): string[] =>
	rows.map(({ cells }) => cells[column] ?? '');

/** Something else may have the same name: a column of which most cannot be read is left to a person. */
function fits(field: Field, cells: readonly string[], signs: Signs): boolean {
	const seen = cells.filter((cell) => cell.trim());
	const read = seen.filter((cell) => 'value' in readCell(field, cell, signs));
	return read.length * 2 >= seen.length;
}
