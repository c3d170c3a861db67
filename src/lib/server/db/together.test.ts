import { expect, test } from 'vitest';
import { isAskedTogether, together } from './together';

const unit = { tx: {} };

test('each answer stands in its place, a value that needs no question too', async () => {
	expect(await together(unit, () => [Promise.resolve('a'), null, later('b')])).toEqual([
		...['a', null, 'b']
	]);
});

test('a fault is told once everything that was asked has ended, so that nothing asks after its transaction', async () => {
	const ended: string[] = [];
	const fault = new Error('first');
	const asked = together(unit, () => [
		later('slow').then((name) => ended.push(name)),
		Promise.reject(fault),
		Promise.reject(new Error('second'))
	]);
	await expect(asked).rejects.toBe(fault);
	expect(ended).toEqual(['slow']);
});

test('while they are under way, one within another too, its transaction is known to be asked', async () => {
	const asked = together(unit, () => [together(unit, () => [later('inner')]), later('outer')]);
	expect([isAskedTogether(unit.tx), isAskedTogether({})]).toEqual([true, false]);
	await asked;
	expect(isAskedTogether(unit.tx)).toBe(false);
});

/** After a few turns, without a clock. */
async function later(name: string): Promise<string> {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
	return name;
}
