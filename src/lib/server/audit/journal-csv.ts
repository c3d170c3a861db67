import { AppError } from '$lib/domain/errors';
import { actorWords } from '$lib/i18n/actor-words';
import { auditWords } from '$lib/i18n/audit-words';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { csvOf, type Cell } from '../reports/csv';
import { eventsOf, named, type JournalRow } from './journal';
import type { JournalFilter } from './journal-filter';

/** More than a spreadsheet is of use for; what is left out would be missed by whoever relies on it. */
const MOST_ROWS = 50_000;

/**
 * The events of a filter as a table, the newest first, with the codes beside the words.
 * @throws too_many_rows for more than `MOST_ROWS`: nothing is cut in silence
 */
export async function journalCsv(
	unit: Unit<InsideScope>,
	filter: JournalFilter,
	language: Language
): Promise<string> {
	const events = await eventsOf(unit, { ...filter, after: null }, MOST_ROWS + 1);
	if (events.length > MOST_ROWS) throw new AppError('too_many_rows', { most: String(MOST_ROWS) });
	const rows = await named(unit, events);
	const columns = Object.keys(COLUMNS).map((name) => say(`journal_csv_${name}`, {}, language));
	const cells = Object.values(COLUMNS);
	return csvOf([columns, ...rows.map((row) => cells.map((of) => of(row, language)))], language);
}

/** In the order of the table; times in UTC, as a machine reads them. */
const COLUMNS: Record<string, (row: JournalRow, language: Language) => Cell> = {
	at: ({ at }) => at.toISOString(),
	by: ({ actorKind, actorName }, language) =>
		actorKind === 'system' ? say('desk_by_itself', {}, language) : actorWords(actorName, language),
	by_kind: ({ actorKind }) => actorKind,
	what: ({ action }, language) => auditWords(action, language),
	action: ({ action }) => action,
	about: ({ subjectKind }, language) => say(`journal_kind_${subjectKind}`, {}, language),
	name: ({ name }) => name,
	customer_code: ({ customer }) => customer?.code ?? null,
	customer: ({ customer }) => customer?.name ?? null,
	data: ({ data }) => JSON.stringify(data),
	id: ({ id }) => id
};
