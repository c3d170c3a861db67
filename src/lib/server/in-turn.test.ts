import { expect, test } from 'vitest';
import { inTurn, inTurnOf } from './in-turn';

test('what is asked for while it is under way is done after it, also when it fails', async () => {
	let underWay = 0;
	let most = 0;
	let times = 0;
	const work = inTurn(async () => {
		most = Math.max(most, ++underWay);
		await Promise.resolve();
		underWay--;
		if (++times === 1) throw new Error('the first');
		return times;
	});
	const ends = await Promise.allSettled([work(), work(), work()]);
	expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	expect(await work()).toBe(4);
	expect(most).toBe(1);
});

test('by name: one after the other under the same name, at once under two, and a refusal holds up nobody', async () => {
	const order: string[] = [];
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const work = (name: string, until: Promise<void>, ends = true) =>
		inTurnOf(name, async () => {
			order.push(`${name} begins`);
			await until;
			order.push(`${name} ends`);
			if (!ends) throw new Error(name);
		});
	const free = Promise.resolve();
	const first = work('a', held, false);
	const second = work('a', free);
	await work('b', free);
	release();
	expect((await Promise.allSettled([first, second])).map(({ status }) => status)).toEqual([
		'rejected',
		'fulfilled'
	]);
	expect(order).toEqual(['a begins', 'b begins', 'b ends', 'a ends', 'a begins', 'a ends']);
	await work('a', free);
	expect(order).toHaveLength(8);
});
