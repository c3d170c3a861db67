import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from './gather';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is told once a moment has passed. */
function told(ids: (string | null)[]) {
	const said: (string[] | null)[] = [];
	const gathered = gather((one) => said.push(one));
	for (const id of ids) gathered.add(id);
	vi.runAllTimers();
	return said;
}
const cases = (count: number) => Array.from({ length: count }, (_, nth) => `case ${nth}`);

test('what changes within a moment is told once, each case once', () => {
	expect(told(['a', 'b', 'a'])).toEqual([['a', 'b']]);
});

test('of more than a hundred cases only that there are many', () => {
	expect(told(cases(100))[0]).toHaveLength(100);
	expect(told(cases(101))).toEqual([null]);
	expect(told(cases(5000))).toEqual([null]);
	expect(told(['a', null, 'b'])).toEqual([null]);
});

test('the next moment begins anew, and nothing is told once it is stopped', () => {
	const said: (string[] | null)[] = [];
	const gathered = gather((one) => said.push(one));
	gathered.add(null);
	vi.runAllTimers();
	gathered.add('a');
	vi.runAllTimers();
	gathered.add('b');
	gathered.stop();
	vi.runAllTimers();
	expect(said).toEqual([null, ['a']]);
});
