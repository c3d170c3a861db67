import { parseLocalDate } from '$lib/domain/calendar';
import { inUse, type Field } from '$lib/domain/fields/field';
import { readsAsNumber } from '$lib/domain/fields/value';
import type { Language } from '$lib/domain/language';
import { labelOf } from '$lib/i18n/labels';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Cell } from '../xlsx/workbook';
import { everyField, knownIn } from './queries';

/** What is known besides about the customers of a file: a column for each field in use, and its cells. */
export async function knownColumns(unit: Unit<InsideScope>, language: Language) {
	const fields = inUse(await everyField(unit), 'customer');
	const known = await knownIn(
		unit,
		fields.map(({ id }) => id)
	);
	const values = new Map(
		known.map(({ customerId, fieldId, value }) => [`${customerId} ${fieldId}`, value])
	);
	return {
		columns: fields.map(({ labels }) => ({ title: labelOf(labels, language), width: 22 })),
		cellsOf: (customerId: string) =>
			fields.map((field) => cellOf(field, values.get(`${customerId} ${field.id}`)))
	};
}

/** A number or a day is one to the spreadsheet too. */
function cellOf({ kind }: Field, value: string | undefined): Exclude<Cell, number> {
	if (!value) return null;
	if (kind === 'number' && readsAsNumber(value)) return { decimal: value };
	const day = kind === 'date' ? parseLocalDate(value) : null;
	return day ? { day } : value;
}
