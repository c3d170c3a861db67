import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../calendar';
import { absenceFault, absenceOn, standsInFor, type Absence } from './absence';

const away = (userId: string, fromOn: string, untilOn: string, substituteId: string): Absence => ({
	...{ userId, substituteId },
	...{ fromOn: localDate(fromOn), untilOn: localDate(untilOn) }
});
const working = new Set(['karim', 'paul', 'ines']);
const day = localDate('2026-03-10');
const karims = away('karim', '2026-03-09', '2026-03-13', 'paul');
const standIn = (...absences: Absence[]) => standsInFor('karim', day, absences, working);

describe('who stands in', () => {
	it('is nobody for whoever is there', () => {
		expect(standIn()).toBeNull();
		expect(standIn(away('karim', '2026-03-11', '2026-03-13', 'paul'))).toBeNull();
		expect(standIn(away('karim', '2026-03-02', '2026-03-09', 'paul'))).toBeNull();
	});
	it('is the substitute, on the first and the last day too', () => {
		expect(standIn(karims)).toBe('paul');
		expect(standIn(away('karim', '2026-03-10', '2026-03-10', 'paul'))).toBe('paul');
	});
	it('is the substitute of a substitute who is away', () => {
		expect(standIn(karims, away('paul', '2026-03-10', '2026-03-10', 'ines'))).toBe('ines');
	});
	it('is nobody when they stand in for each other, or the last one left the company', () => {
		expect(standIn(karims, away('paul', '2026-03-01', '2026-03-31', 'karim'))).toBeNull();
		expect(standIn(karims, away('paul', '2026-03-01', '2026-03-31', 'marc'))).toBeNull();
		expect(standIn(away('karim', '2026-03-09', '2026-03-13', 'marc'))).toBeNull();
	});
});

describe('an absence', () => {
	const today = localDate('2026-03-03');
	const fault = (wanted: Absence, ...known: Absence[]) =>
		absenceFault(wanted, known, working, today)?.code ?? null;
	it('is entered', () => {
		expect(fault(karims)).toBeNull();
		expect(fault(karims, away('karim', '2026-03-14', '2026-03-20', 'paul'))).toBeNull();
		expect(fault(karims, away('paul', '2026-03-09', '2026-03-12', 'ines'))).toBeNull();
	});
	it('is refused for its days', () => {
		expect(fault(away('karim', '2026-03-09', '2026-03-08', 'paul'))).toBe('absence_reversed');
		expect(fault(away('karim', '2026-02-09', '2026-03-02', 'paul'))).toBe('absence_over');
		expect(fault(away('karim', '2026-03-09', '2027-03-10', 'paul'))).toBe('absence_too_long');
		for (const [from, until] of [
			['2026-03-13', '2026-03-20'],
			['2026-03-01', '2026-03-09'],
			['2026-03-10', '2026-03-11']
		] as const)
			expect(fault(karims, away('karim', from, until, 'ines'))).toBe('absence_overlaps');
	});
	it('is refused for who stands in', () => {
		expect(fault(away('karim', '2026-03-09', '2026-03-13', 'karim'))).toBe('substitute_himself');
		expect(fault(away('karim', '2026-03-09', '2026-03-13', 'marc'))).toBe('substitute_unknown');
		// By two absences of his own that leave no day.
		expect(
			fault(
				karims,
				away('paul', '2026-03-01', '2026-03-10', 'ines'),
				away('paul', '2026-03-11', '2026-03-31', 'ines')
			)
		).toBe('substitute_away');
	});
});

const PEOPLE = ['a', 'b', 'c', 'd', 'gone'];
const FIRST = localDate('2026-03-01');
const someAbsences = fc.array(
	fc
		.record({
			userId: fc.constantFrom(...PEOPLE),
			substituteId: fc.constantFrom(...PEOPLE),
			from: fc.nat(20),
			days: fc.nat(10)
		})
		.map(({ userId, substituteId, from, days }) => ({
			...{ userId, substituteId, fromOn: addDays(FIRST, from) },
			untilOn: addDays(FIRST, from + days)
		})),
	{ minLength: 1, maxLength: 12 }
);

describe('whatever was entered', () => {
	it('never names the absent one, nobody away, nobody who left; ends in every circle', () => {
		const active = new Set(PEOPLE.filter((one) => one !== 'gone'));
		fc.assert(
			fc.property(someAbsences, fc.nat(), fc.nat(10), (absences, which, ahead) => {
				const { userId: who, fromOn } = absences[which % absences.length]!;
				const on = addDays(fromOn, ahead);
				const found = standsInFor(who, on, absences, active);
				expect(found).not.toBe(who);
				if (found === null) return;
				expect(active.has(found)).toBe(true);
				expect(absenceOn(found, on, absences)).toBeNull();
				expect(absenceOn(who, on, absences)).not.toBeNull();
			})
		);
	});
	it('finds the end of a chain of any length that has one', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 30 }), (length) => {
				const names = Array.from({ length: length + 1 }, (_, place) => `p${place}`);
				const chain = names
					.slice(0, -1)
					.map((name, place) => away(name, '2026-03-09', '2026-03-13', names[place + 1]!));
				expect(standsInFor('p0', day, chain, new Set(names))).toBe(names.at(-1));
			})
		);
	});
});
