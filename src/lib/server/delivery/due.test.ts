import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { takeTogether, type Due } from './due';
import { groupSize } from './group-size';

const notice = (id: string, customerId: string, more: Partial<Due> = {}): Due => ({
	...{ id, mail: 'dunning-notice', language: 'fr', channel: 'email' },
	...{ noticeId: `of ${id}`, customerId },
	...more
});
const idsOf = (due: readonly Due[]) => due.map(({ id }) => id);

describe('which mails are claimed together', () => {
	test('reminders of different customers, in their order; what is left out keeps its place', () => {
		const due = [notice('1', 'a'), notice('2', 'a'), notice('3', 'b'), notice('4', 'c')];
		expect(idsOf(takeTogether(due, 2))).toEqual(['1', '3']);
		expect(idsOf(due)).toEqual(['2', '4']);
	});

	test('no other mail, no text, and nothing whose group came to nothing', () => {
		for (const other of [
			notice('x', 'x', { noticeId: null }),
			notice('x', 'x', { channel: 'sms' }),
			notice('x', 'x', { alone: true })
		]) {
			const due = [notice('1', 'a'), other, notice('2', 'b')];
			expect(idsOf(takeTogether(due, 20))).toEqual(['1']);
			expect(idsOf(takeTogether(due, 20))).toEqual(['x']);
			expect(idsOf(due)).toEqual(['2']);
		}
	});

	test('as many as the server takes in a second, and each lane its share', () => {
		expect(groupSize(10, 500, 5)).toBe(20);
		expect(groupSize(200, 500, 5)).toBe(5);
		expect(groupSize(2_000, 500, 5)).toBe(1);
		expect(groupSize(10, 7, 5)).toBe(2);
		expect(groupSize(Infinity, 500, 5)).toBe(1);
	});

	test('whatever is due, each is taken once', () => {
		const anyDue = fc.record({
			customerId: fc.constantFrom('a', 'b', 'c', null),
			noticeId: fc.constantFrom('n', null),
			alone: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(anyDue), fc.integer({ min: 1, max: 5 }), (all, most) => {
				const due = all.map((one, at) => notice(String(at), '', one));
				const taken: string[] = [];
				while (due.length > 0) {
					const group = takeTogether(due, most);
					expect(group.length).toBeGreaterThan(0);
					expect(group.length).toBeLessThanOrEqual(most);
					taken.push(...idsOf(group));
				}
				expect(taken.map(Number).sort((a, b) => a - b)).toEqual(all.map((_, at) => at));
			})
		);
	});
});
