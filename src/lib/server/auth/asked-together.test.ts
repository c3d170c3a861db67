import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedTogether } from './asked-together';

/** Answers what the world was when it was asked, once somebody lets it. */
function slowWorld() {
	const world = { now: 0, asked: 0 };
	const held: (() => void)[] = [];
	const ask = askedTogether((key: string) => {
		world.asked++;
		const seen = `${key}${world.now}`;
		return new Promise<string>((done) => held.push(() => done(seen)));
	});
	const letGo = async () => {
		while (held.length) {
			held.shift()!();
			await new Promise((done) => setImmediate(done));
		}
	};
	return { world, ask, letGo };
}

describe('one question for many', () => {
	it('asks once for all who wait for the next one', async () => {
		const { world, ask, letGo } = slowWorld();
		const all = Array.from({ length: 10 }, () => ask('a'));
		await letGo();
		expect(await Promise.all(all)).toEqual(Array(10).fill('a0'));
		expect(world.asked).toBe(2);
	});

	it('tells everybody of a failure at once, and asks again for whoever comes later', async () => {
		let fails = true;
		let asked = 0;
		const ask = askedTogether(async () => {
			asked++;
			if (fails) throw new Error('lost');
			return 1;
		});
		const [first, second] = [ask('a'), ask('a')];
		await expect(first).rejects.toThrow('lost');
		await expect(second).rejects.toThrow('lost');
		expect(asked).toBe(1);
		fails = false;
		expect(await ask('a')).toBe(1);
	});

	it('never answers with something older than the request, nor with another key’s', async () => {
		const acts = fc.array(fc.constantFrom('ask a', 'ask b', 'change', 'answer'), { maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(acts, async (all) => {
				const { world, ask, letGo } = slowWorld();
				const seen: Promise<void>[] = [];
				for (const act of all) {
					if (act === 'change') world.now++;
					else if (act === 'answer') await letGo();
					else {
						const [key, since] = [act.slice(4), world.now];
						seen.push(
							ask(key).then((answer) => {
								expect(answer[0]).toBe(key);
								expect(Number(answer.slice(1))).toBeGreaterThanOrEqual(since);
							})
						);
					}
				}
				await letGo();
				await Promise.all(seen);
				expect(seen.length).toBeLessThanOrEqual(all.length);
			})
		);
	});
});
