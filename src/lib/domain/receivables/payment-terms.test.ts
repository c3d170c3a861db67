import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, endOfMonth, localDate } from '$lib/domain/calendar';
import { dueOn } from './payment-terms';

const ISSUED = localDate('2026-01-20');

describe('the due date of terms', () => {
	it.each([
		['30', '2026-02-19'],
		['0', '2026-01-20'],
		['30 days', '2026-02-19'],
		['Net 30', '2026-02-19'],
		['NET30', '2026-02-19'],
		['30j', '2026-02-19'],
		['30 jours', '2026-02-19'],
		['30 jours net', '2026-02-19'],
		['à 30 jours', '2026-02-19'],
		['30\u00a0jours date de facture', '2026-02-19'],
		['45 fin de mois', '2026-03-31'],
		['45 jours fin de mois', '2026-03-31'],
		['45 days end of month', '2026-03-31'],
		['45j FDM', '2026-03-31'],
		['30 EOM', '2026-02-28'],
		['fin de mois', '2026-01-31'],
		['End of month', '2026-01-31'],
		['fin de mois 45 jours', '2026-03-17'],
		['fin de mois + 45', '2026-03-17'],
		['comptant', '2026-01-20'],
		['À réception', '2026-01-20'],
		['cash on delivery', '2026-01-20'],
		['Due on receipt', '2026-01-20']
	])('%s: %s', (terms, due) => {
		expect(dueOn(ISSUED, terms)).toBe(due);
	});

	it.each([
		'',
		' ',
		'see contract',
		'VIR',
		'-30',
		'30 semaines',
		'366',
		'999',
		'2/10 net 30',
		'30.5',
		'30 jours le 10'
	])('never guesses from "%s"', (terms) => {
		expect(dueOn(ISSUED, terms)).toBeNull();
	});
});

describe('properties', () => {
	const issued = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays(ISSUED, days));
	const days = fc.integer({ min: 0, max: 365 });

	it('counts calendar days, and end of month ends a month', () => {
		fc.assert(
			fc.property(issued, days, (issuedOn, n) => {
				expect(dueOn(issuedOn, `net ${n}`)).toBe(addDays(issuedOn, n));
				const due = dueOn(issuedOn, `${n} jours fin de mois`)!;
				expect(due).toBe(endOfMonth(due));
				expect(due >= addDays(issuedOn, n)).toBe(true);
			})
		);
	});
});
