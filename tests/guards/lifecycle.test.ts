import { expect, test } from 'vitest';
import {
	ACTIVE_STATUSES,
	DISPUTE_STATUSES,
	isClosed,
	TRANSITIONS,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import { sourcesUnder, textOf } from './source';

function reachableFrom(start: DisputeStatus): Set<DisputeStatus> {
	const seen = new Set([start]);
	for (const status of seen) for (const next of TRANSITIONS[status]) seen.add(next);
	return seen;
}

test('a case that was submitted can reach every state', () => {
	expect([...reachableFrom('submitted')].sort()).toEqual([...DISPUTE_STATUSES].sort());
});

test('every open case can still be closed', () => {
	const stuck = ACTIVE_STATUSES.filter((status) => ![...reachableFrom(status)].some(isClosed));
	expect(stuck).toEqual([]);
});

test('a closed case can be opened again and nothing else', () => {
	for (const status of DISPUTE_STATUSES.filter(isClosed))
		expect(TRANSITIONS[status]).toEqual(['in_progress']);
});

test('how a case ends without a decision is said in one place', () => {
	const listed = /'withdrawn',\s*'(?:duplicate|not_a_dispute)',\s*'(?:duplicate|not_a_dispute)'/;
	const listing = sourcesUnder('src').filter((file) => listed.test(textOf(file)));
	expect(listing).toEqual(['src/lib/domain/disputes/lifecycle.ts']);
});
