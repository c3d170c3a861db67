import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedTogether } from './asked-together';

const nextTurn = () => new Promise((done) => setImmediate(done));

/** Answers what the world was when it was asked, once somebody lets it. */
function slowWorld() {
	const world = { now: 0, asked: [] as string[][] };
	const held: (() => void)[] = [];
	const ask = askedTogether((keys) => {
		world.asked.push(keys);
		const seen = new Map(keys.map((key) => [key, `${key}${world.now}`]));
		return new Promise<Map<string, string>>((done) => held.push(() => done(seen)));
	});
	const letGo = async () => {
		await nextTurn();
		for (const answer of held.splice(0)) answer();
	};
	return { world, ask, letGo };
}

describe('one question for many', () => {
	it('asks once for all that is asked in one turn, and each of them once', async () => {
		const { world, ask, letGo } = slowWorld();
		const all = ['a', 'b', 'a', 'c', 'a'].map(ask);
		await letGo();
		expect(await Promise.all(all)).toEqual(['a0', 'b0', 'a0', 'c0', 'a0']);
		expect(world.asked).toEqual([['a', 'b', 'c']]);
	});

	it('says of what nobody knows that it is not known', async () => {
		const ask = askedTogether(async () => new Map([['known', 1]]));
		expect(await Promise.all([ask('known'), ask('guessed')])).toEqual([1, undefined]);
	});

	it('tells everybody who asked together of a failure, and asks again for whoever comes later', async () => {
		let fails = true;
		let asked = 0;
		const ask = askedTogether(async (keys) => {
			asked++;
			if (fails) throw new Error('lost');
			return new Map(keys.map((key) => [key, 1]));
		});
		const all = await Promise.allSettled([ask('a'), ask('a'), ask('b')]);
		expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(asked).toBe(1);
		fails = false;
		expect(await ask('a')).toBe(1);
	});

	it('never answers with something older than the request, nor with another key’s', async () => {
		const acts = fc.array(fc.constantFrom('ask a', 'ask b', 'change', 'answer', 'turn'), {
			maxLength: 30
		});
		await fc.assert(
			fc.asyncProperty(acts, async (all) => {
				const { world, ask, letGo } = slowWorld();
				const seen: Promise<void>[] = [];
				for (const act of all) {
					if (act === 'change') world.now++;
					else if (act === 'answer') await letGo();
					else if (act === 'turn') await nextTurn();
					else {
						const [key, since] = [act.slice(4), world.now];
						seen.push(
							ask(key).then((answer) => {
								expect(answer![0]).toBe(key);
								expect(Number(answer!.slice(1))).toBeGreaterThanOrEqual(since);
							})
						);
					}
				}
				await letGo();
				await Promise.all(seen);
			})
		);
	});
});
