import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ErrorCode } from '$lib/domain/errors';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { act, WHATS, type Act, type What } from './limit-acts';
import { faultsSince, type Seen } from './limit-oracle';
import { buildLimitWorld, PEOPLE } from './limit-world';

useDatabase();

const SEED = 20_260_303;
const RUNS = 15;
const ACTS = 12;

/** What gives, and what gets in the way of it, more often than what only talks. */
const OFTEN: What[] = [
	'decide',
	'decide',
	'offer',
	'approve',
	'approve',
	'reduce',
	'change_reason'
];
const drawn: fc.Arbitrary<Act> = fc.record({
	what: fc.constantFrom(...WHATS, ...OFTEN),
	of: fc.nat({ max: 2 }),
	by: fc.constantFrom(...PEOPLE),
	tenths: fc.integer({ min: 1, max: 10 }),
	turn: fc.nat({ max: 11 })
});

const one = (what: What, more: Partial<Act> = {}): Act => ({
	...{ what, of: 0, by: 'officer', tenths: 8, turn: 1 },
	...more
});
/** Ways that chance seldom goes to their end. */
const WAYS: Act[][] = [
	[
		...[one('amend', { of: 2, turn: 1 }), one('answer', { of: 1 }), one('answer_part')],
		...[one('decide'), one('ask', { by: 'approver' }), one('reply')],
		...[one('absence', { by: 'director' }), one('approve', { by: 'approver' })],
		...[one('approve', { by: 'deputy' })],
		...[one('post_credit'), one('reopen'), one('decide', { tenths: 5 })]
	],
	[
		...[
			one('answer_by_link', { of: 2 }),
			one('change_reason', { of: 2 }),
			one('decide', { of: 2 })
		],
		...[one('change_matrix'), one('reduce', { by: 'approver', tenths: 3 })],
		...[one('merge', { turn: 0 }), one('decide', { of: 1 }), one('refuse', { by: 'approver' })],
		...[one('decide', { of: 1, tenths: 7 }), one('sign_many', { by: 'approver' })]
	],
	[
		...[one('offer', { tenths: 2 }), one('lapse_offer'), one('offer', { of: 1, tenths: 2 })],
		...[one('accept_offer'), one('offer', { of: 2, tenths: 9 }), one('approve', { by: 'deputy' })],
		...[one('approve', { by: 'director' }), one('accept_offer'), one('decide', { tenths: 5 })]
	],
	// All that is contested of an invoice is credited, and the rest of it is given up: once, and no more than is allowed.
	[
		...[0, 1].flatMap((of) => [
			...[one('decide', { of, turn: 0 }), one('approve', { by: 'approver' })],
			...[one('approve', { by: 'director' }), one('post_credit')]
		]),
		...[one('write_off', { turn: 0, tenths: 9 }), one('write_off', { turn: 1, tenths: 10 })],
		...[one('write_off', { turn: 0, tenths: 10 }), one('write_off', { turn: 0, tenths: 10 })],
		...[one('reopen'), one('amend', { turn: 0, tenths: 10 }), one('decide', { turn: 0 })]
	],
	[
		...[0, 1].flatMap((of) => [
			...[one('decide', { of, turn: 0 }), one('approve', { by: 'approver' })],
			...[one('approve', { by: 'director' }), one('post_credit')]
		]),
		...[one('change_matrix', { turn: 1 }), one('write_off', { turn: 0, tenths: 10 })]
	],
	// What is strict is called otherwise, by the house and by ending it in a case of another reason.
	[one('change_reason'), one('decide', { tenths: 4 })],
	[one('amend', { of: 1, turn: 4 }), one('merge', { turn: 0 }), one('decide', { of: 1, tenths: 2 })]
];

test('whatever is done in whatever order: nothing is given above a limit without the signatures it takes', async () => {
	const done = new Set<What>();
	const refused = new Set<string>();
	const property = fc.asyncProperty(
		fc.array(drawn, { minLength: ACTS, maxLength: ACTS }),
		async (acts) => {
			const world = await buildLimitWorld();
			const seen: Seen = new Set();
			let turn = 0;
			for (const wanted of acts) {
				const isDone = await act(world, wanted).catch((thrown: unknown) => {
					refused.add(`${wanted.what}: ${refusalIn(thrown)}`);
					return false;
				});
				if (isDone) done.add(wanted.what);
				if (isDone && wanted.what === 'change_matrix') turn = wanted.turn;
				expect(await faultsSince(world, seen, turn), wanted.what).toEqual([]);
			}
		}
	);
	await fc.assert(property, {
		...{ seed: SEED, numRuns: RUNS, endOnFailure: true },
		examples: WAYS.map((acts) => [acts])
	});
	const never = WHATS.filter((what) => !done.has(what));
	expect(never, [...refused].sort().join('\n')).toEqual([]);
}, 240_000);

/** A refusal is an answer; anything else is a fault. */
function refusalIn(thrown: unknown): ErrorCode {
	const { code } = asAppError(thrown);
	if (code === 'unavailable') throw thrown;
	return code;
}
