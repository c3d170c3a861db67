import { money } from '$lib/domain/money';
import { AGING_BUCKETS } from '$lib/domain/receivables/aging';
import type { Language } from '$lib/domain/language';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { knownColumns } from '../fields/known-columns';
import { csvOf, type Cell } from '../reports/csv';
import { usersOf } from '../settings/queries';
import { XLSX_MIME, xlsxOf } from '../xlsx/workbook';
import { listCustomers, type CustomerLine, type Owed } from './list-customers';
import type { OwedFilter } from './owed-filter';

/** Exactly what the list is about, on all its pages: a row for each customer and currency. */
export async function owedFile(
	unit: Unit<DeskScope>,
	filter: OwedFilter,
	{ as, language }: { as: 'csv' | 'xlsx'; language: Language }
) {
	const { rows } = await listCustomers(unit, filter, { whole: true });
	const officers = new Map((await usersOf(unit)).map(({ id, name }) => [id, name]));
	const nameOf = ({ officerId }: CustomerLine) => officers.get(officerId ?? '') ?? '';
	const known = await knownColumns(unit, language);
	const lines = rows.flatMap((row) =>
		row.owed.map((owed) => [...cellsOf(row, nameOf(row), owed), ...known.cellsOf(row.id)])
	);
	const columns = [...columnsIn(language), ...known.columns];
	const name = m.worklist_owed_file({ day: unit.today, format: as }, { locale: language });
	if (as === 'csv') {
		const text = csvOf([columns.map(({ title }) => title), ...lines], language);
		return { name, mime: 'text/csv; charset=utf-8', content: new TextEncoder().encode(text) };
	}
	const sheet = m.worklist_owed_sheet({}, { locale: language });
	return {
		name,
		mime: XLSX_MIME,
		content: await xlsxOf([{ name: sheet, columns, rows: lines }])
	};
}

function cellsOf(
	{ code, name }: CustomerLine,
	officer: string,
	owed: Owed
): Exclude<Cell, number>[] {
	const amount = (minor: bigint) => money(minor, owed.currency);
	return [
		...[code, name, officer, owed.currency],
		...[owed.openMinor, owed.overdueMinor, owed.disputedMinor].map(amount),
		...AGING_BUCKETS.map((age) => amount(owed.ages[age]))
	];
}

function columnsIn(language: Language) {
	const words = (key: string) => say(key, {}, language);
	return [
		{ title: words('worklist_owed_col_code'), width: 14 },
		{ title: words('desk_col_customer'), width: 36 },
		{ title: words('worklist_owed_officer'), width: 24 },
		{ title: words('worklist_owed_col_currency'), width: 9 },
		...[
			words('desk_customers_open'),
			words('desk_customers_overdue'),
			words('desk_customers_disputed'),
			...AGING_BUCKETS.map((age) => words(`desk_aging_${age}`))
		].map((title) => ({ title, width: 18 }))
	];
}
