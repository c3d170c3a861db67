import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import ReasonList from './ReasonList.svelte';

const reason = (id: string, kind: 'dispute' | 'answer') => ({
	...{ id, code: id, kind, labels: { fr: id, en: id }, category: 'price', team: 'sales' },
	...{ deadlineDays: 4, answerHoldDays: 7, archived: true }
});
/** What the column of the days says, row by row, with its head first. */
function daysIn(...reasons: ReturnType<typeof reason>[]): string[] {
	const { body } = render(ReasonList, { props: { reasons, label: 'Archived' } });
	const words = (html: string) =>
		html
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim();
	const rows = [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) => row!);
	return rows.map((row) => words([...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)][3]![1]!));
}

it('an archived answer among disputes shows its own days, and each says what they are', () => {
	const days = daysIn(reason('price', 'dispute'), reason('paid', 'answer'));
	expect(days).toEqual([
		m.settings_reasons_days(),
		`4 ${m.settings_reasons_deadline()}`,
		`7 ${m.settings_reasons_answerHoldDays()}`
	]);
});

it('of one kind, the head says it once', () => {
	expect(daysIn(reason('paid', 'answer'))).toEqual([m.settings_reasons_answerHoldDays(), '7']);
	expect(daysIn(reason('price', 'dispute'))).toEqual([m.settings_reasons_deadline(), '4']);
});
