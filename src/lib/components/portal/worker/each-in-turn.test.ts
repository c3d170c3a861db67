import { expect, it } from 'vitest';
import { eachInTurn } from './each-in-turn';

/** What was tried, and what came of it. */
async function tried(fates: ('sent' | 'busy' | 'cut')[]) {
	const places: number[] = [];
	const end = await eachInTurn([...fates.keys()], async (place) => {
		places.push(place);
		if (fates[place] === 'cut') throw new TypeError('network');
		return fates[place] === 'sent';
	}).catch(() => 'cut' as const);
	return { places, end };
}

it('one the server cannot take now does not hold up those behind it, and is tried again', async () =>
	expect(await tried(['busy', 'sent', 'sent'])).toEqual({ places: [0, 1, 2], end: false }));

it('nothing is left when all have left', async () =>
	expect(await tried(['sent', 'sent'])).toEqual({ places: [0, 1], end: true }));

it('without a network the rest is not tried', async () =>
	expect(await tried(['sent', 'cut', 'sent'])).toEqual({ places: [0, 1], end: 'cut' }));
