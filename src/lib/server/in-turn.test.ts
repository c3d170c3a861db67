import { expect, test } from 'vitest';
import { inTurn } from './in-turn';

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
