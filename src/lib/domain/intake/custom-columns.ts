import { inUse, type Field } from '../fields/field';
import { columnName, type Columns } from './header';
import type { ImportMapping } from './mapping';

type Custom = NonNullable<ImportMapping['custom']>;

/** Columns called as the house calls its own fields, of those that mean nothing else. */
export function guessCustom(
	header: readonly string[],
	columns: Columns,
	fields: readonly Field[]
): { custom?: Custom } {
	const read = new Set(Object.values(columns));
	const names = header.map((name, column) => (read.has(column) ? '' : columnName(name)));
	const custom: Custom = {};
	for (const { id, labels } of [...inUse(fields, 'customer'), ...inUse(fields, 'invoice')]) {
		const called = Object.values(labels).map((label) => columnName(label ?? ''));
		const column = names.findIndex((name) => name !== '' && called.includes(name));
		if (column < 0) continue;
		custom[id] = column;
		names[column] = '';
	}
	return Object.keys(custom).length ? { custom } : {};
}
