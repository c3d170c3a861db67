import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppError } from '../errors';
import { refuseDeadlines, STAGES_OF_CASE, termsOf } from './deadline-terms';

const policy = { highPercent: 50, urgentPercent: 25, warningPercent: 75 };
const days = { acknowledgement: 1, answer: 4, closure: 5 };

test('a priority leaves a part of the days, in whole days', () => {
	expect(termsOf(days, policy, 'normal')).toEqual({ ...days, warningPercent: 75 });
	expect(termsOf(days, policy, 'high')).toMatchObject({
		...{ acknowledgement: 1, answer: 2, closure: 3 }
	});
	expect(termsOf(days, policy, 'urgent')).toMatchObject({
		...{ acknowledgement: 0, answer: 1, closure: 1 }
	});
});

test('everything that is wrong is said at once, field by field', () => {
	const refused = (work: () => void) => {
		try {
			work();
		} catch (thrown) {
			const { code, field, others } = thrown as AppError;
			return [[code, field], ...others.map((one) => [one.code, one.field])];
		}
		return [];
	};
	const bad = { acknowledgement: NaN, answer: 0, closure: 61 };
	expect(
		refused(() =>
			refuseDeadlines({ highPercent: 20, urgentPercent: 30, warningPercent: 96 }, [
				{ id: 'x', days: bad }
			])
		)
	).toEqual([
		['number_invalid', 'acknowledgement-x'],
		['number_too_small', 'answer-x'],
		['number_too_big', 'closure-x'],
		['number_too_big', 'warningPercent'],
		['deadline_order', 'urgentPercent']
	]);
	expect(refused(() => refuseDeadlines(policy, [{ id: 'x', days }]))).toEqual([]);
});

test('a higher priority never leaves more days', () => {
	const percent = fc.integer({ min: 10, max: 100 });
	fc.assert(
		fc.property(
			...[fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 60 })],
			...[percent, percent],
			(few, many, one, other) => {
				const by = {
					...{ highPercent: Math.max(one, other), urgentPercent: Math.min(one, other) },
					warningPercent: 75
				};
				const all = { acknowledgement: few, answer: many, closure: many };
				const [normal, high, urgent] = (['normal', 'high', 'urgent'] as const).map((priority) =>
					termsOf(all, by, priority)
				);
				for (const stage of STAGES_OF_CASE) {
					expect(normal![stage]).toBeGreaterThanOrEqual(high![stage]);
					expect(high![stage]).toBeGreaterThanOrEqual(urgent![stage]);
				}
			}
		)
	);
});
