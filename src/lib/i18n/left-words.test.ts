import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { leftWords } from './left-words';

const TODAY = localDate('2026-11-27');
const left = (dueOn: string, promisedMinor = 0n, minor = 67_180n) =>
	leftWords(
		{
			stillDue: money(minor, 'EUR'),
			promised: money(promisedMinor, 'EUR'),
			dueOn: localDate(dueOn)
		},
		TODAY,
		'en'
	);

test('what is not due yet has its day, and is not said to be due still', () => {
	expect(left('2026-12-06')).toBe('Still to pay: €671.80, by Sunday 6 December.');
	expect(left('2026-11-23')).toBe('Still to pay: €671.80, due since Monday 23 November.');
});

test('what is promised stands beside the rest: neither in it nor dropped', () => {
	expect(left('2026-11-23', 50_000n)).toBe(
		'Still to pay: €671.80, due since Monday 23 November. On top of it, €500.00 is promised.'
	);
	expect(left('2026-11-23', 50_000n, 0n)).toBe('Promised: €500.00.');
	expect(left('2026-11-23', 0n, 0n)).toBe('');
});

test('what another case contests and what he says he paid rest too: neither is asked for, nor said to be nothing', () => {
	const nothing = money(0n, 'EUR');
	const resting = { elsewhere: money(111_996n, 'EUR'), held: money(2_000n, 'EUR') };
	expect(
		leftWords({ stillDue: nothing, promised: nothing, dueOn: null, ...resting }, TODAY, 'en')
	).toBe('Disputed in another case: €1,119.96. Said to be paid: €20.00.');
});

test('of two invoices each part has its day; of many, none is said of all', () => {
	const at = (language: 'fr' | 'en', ...days: [string, bigint][]) =>
		leftWords(
			{
				stillDue: money(
					days.reduce((sum, [, minor]) => sum + minor, 0n),
					'GBP'
				),
				promised: money(0n, 'GBP'),
				dueOn: localDate(days[0]![0]),
				days: days.map(([day, minor]) => ({ dueOn: localDate(day), amount: money(minor, 'GBP') }))
			},
			TODAY,
			language
		);
	const two: [string, bigint][] = [
		['2026-11-15', 129_412n],
		['2026-12-06', 82_320n]
	];
	expect(at('en', ...two)).toBe(
		'Still to pay: £2,117.32, of which £1,294.12 due since Sunday 15 November and £823.20 by Sunday 6 December.'
	);
	expect(at('fr', ...two).replaceAll(/\s/g, ' ')).toBe(
		'Reste à régler : 2 117,32 £, dont 1 294,12 £ dus depuis le dimanche 15 novembre et 823,20 £ au plus tard le dimanche 6 décembre.'
	);
	const many = ['01', '02', '03', '04'].map((day): [string, bigint] => [`2026-11-${day}`, 100n]);
	expect(at('en', ...many)).toBe('Still to pay: £4.00, of which £4.00 overdue.');
	const later = many.map(([day, minor]): [string, bigint] => [day.replace('11', '12'), minor]);
	expect(at('en', ...later)).toBe('Still to pay: £4.00.');
	expect(at('en', ...later, ['2026-11-20', 50n])).toBe(
		'Still to pay: £4.50, of which £0.50 overdue.'
	);
});
