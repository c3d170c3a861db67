import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { errorWords } from '$lib/i18n/words';

type Field = 'from' | 'until';

/** Nothing: all days. @throws date_invalid: a pack of all days would pass for the one that was asked for */
export function dayIn(said: URLSearchParams, field: Field): LocalDate | null {
	const text = said.get(field)?.trim() ?? '';
	const day = parseLocalDate(text);
	if (text && !day) throw new AppError('date_invalid', {}, field);
	return day;
}

const NAMES = { from: 'packFrom', until: 'packUntil', internal: 'packInternal' } as const;

/** A download has no page of its own: days that are refused go back to the form they were written in. */
export function backToForm(code: string, said: URLSearchParams): string {
	const kept = new URLSearchParams(
		Object.entries(NAMES).map(([name, there]) => [there, said.get(name)?.slice(0, 20) ?? ''])
	);
	return `/customers/${encodeURIComponent(code)}?${kept}#pack-until`;
}

export interface AskedPack {
	from: string;
	until: string;
	internal: boolean;
	problem: { field: Field; words: string } | null;
}

/** What was written into the form, and what is wrong with it. */
export function packIn({ searchParams: said }: URL): AskedPack {
	const [from, until] = [said.get(NAMES.from) ?? '', said.get(NAMES.until) ?? ''];
	const internal = said.get(NAMES.internal) === 'on';
	return { from, until, internal, problem: problemOf(from, until) };
}

function problemOf(from: string, until: string): AskedPack['problem'] {
	const unknown = (['from', 'until'] as const).find((field) => {
		const text = { from, until }[field];
		return text && !parseLocalDate(text);
	});
	if (unknown) return { field: unknown, words: errorWords('date_invalid', {}) };
	if (!from || !until || from <= until) return null;
	return { field: 'until', words: errorWords('period_reversed', {}) };
}
