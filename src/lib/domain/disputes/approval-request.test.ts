import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	openQuestion,
	reducedDecision,
	requestStanding,
	signersAmong,
	wrongReduction,
	type Act
} from './approval-request';
import { acceptedMinorFor, outcomeAllowed } from './resolution';
import { OUTCOMES, VERDICTS } from './schema';

const act = (did: Act['act'], byId = 'a', amountMinor: bigint | null = null): Act => ({
	...{ act: did, byId, amountMinor, customerText: '' }
});
const asked = { amountMinor: 1_000n, text: 'Tout.' };

describe('where a request stands', () => {
	it('counts who signed and knows what is left of the amount', () => {
		const acts = [act('approve', 'a'), act('reduce', 'b', 700n), act('approve', 'c')];
		expect(requestStanding(asked, acts)).toEqual({
			...{ amountMinor: 700n, text: 'Tout.', signed: 3, isAsked: false },
			signedBy: ['a', 'b', 'c']
		});
	});

	it('tells the customer the last words of whoever reduced it', () => {
		const reduced = { ...act('reduce', 'b', 700n), customerText: 'Sans le transport.' };
		expect(requestStanding(asked, [reduced, act('reduce', 'c', 600n)]).text).toBe(
			'Sans le transport.'
		);
	});

	it('waits for its asker until he answers', () => {
		expect(requestStanding(asked, [act('ask')]).isAsked).toBe(true);
		expect(requestStanding(asked, [act('ask'), act('reply', 'z')]).isAsked).toBe(false);
		expect(requestStanding(asked, [act('ask'), act('reply', 'z'), act('ask')]).isAsked).toBe(true);
	});

	it('waits for nobody’s answer once somebody signed after the question', () => {
		for (const did of ['approve', 'reduce'] as const)
			expect(requestStanding(asked, [act('ask'), act(did)])).toMatchObject({
				...{ signed: 1, isAsked: false }
			});
		expect(requestStanding(asked, [act('approve'), act('ask', 'b')]).isAsked).toBe(true);
		expect(openQuestion([act('approve'), act('ask', 'b')])).toMatchObject({ byId: 'b' });
	});

	it('is not signed by a question or its answer', () => {
		expect(requestStanding(asked, [act('ask'), act('reply', 'z')]).signed).toBe(0);
	});
});

describe('a reduction', () => {
	it.each([
		[undefined, 'required'],
		[0n, 'amount_not_positive'],
		[-1n, 'amount_not_positive'],
		[1_000n, 'not_reduced'],
		[1_001n, 'not_reduced'],
		[999n, null]
	] as const)('to %s: %s', (to, code) => expect(wrongReduction(1_000n, to)).toBe(code));

	it('of the whole claim accepts a part of it', () => {
		const whole = { verdict: 'valid', outcome: 'credit_full' } as const;
		expect(reducedDecision(whole, true)).toEqual({
			...{ verdict: 'partly_valid', outcome: 'credit_partial' }
		});
		expect(reducedDecision(whole, false)).toBe(whole);
	});

	it('is a decision the rules allow, whatever was asked', () => {
		const anyDecision = fc
			.record({ verdict: fc.constantFrom(...VERDICTS), outcome: fc.constantFrom(...OUTCOMES) })
			.filter(({ verdict, outcome }) => outcomeAllowed(verdict, outcome));
		fc.assert(
			fc.property(anyDecision, fc.bigInt({ min: 2n, max: 999n }), (decision, claimed) => {
				const given = acceptedMinorFor(decision.verdict, claimed, 1n, decision.outcome);
				const whole = acceptedMinorFor(decision.verdict, claimed, undefined, decision.outcome);
				fc.pre(given.ok || (whole.ok && whole.acceptedMinor > 0n));
				const { verdict, outcome } = reducedDecision(decision, true);
				expect(outcomeAllowed(verdict, outcome)).toBe(true);
				expect(acceptedMinorFor(verdict, claimed, 1n, outcome)).toMatchObject({ ok: true });
			})
		);
	});
});

describe('who signs next', () => {
	const [ana, ben, cleo] = [{ id: 'ana' }, { id: 'ben' }, { id: 'cleo' }];
	const everybody = [ana, ben, cleo];

	it('is whoever is named', () => {
		const of = { askedById: 'zoe', signedBy: [] };
		expect(signersAmong([[ben], everybody], of)).toEqual([ben]);
	});

	it('is somebody else where the named one asked for it or signed before', () => {
		expect(signersAmong([[ben], everybody], { askedById: 'ben', signedBy: [] })).toEqual([
			ana,
			cleo
		]);
		expect(signersAmong([[ben], everybody], { askedById: 'zoe', signedBy: ['ben'] })).toEqual([
			...[ana, cleo]
		]);
	});

	it('is never who asked nor who signed', () => {
		const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
		fc.assert(
			fc.property(
				people,
				people,
				fc.constantFrom('a', 'b'),
				people,
				(named, all, askedById, signedBy) => {
					const found = signersAmong(
						[named, all].map((ids) => ids.map((id) => ({ id }))),
						{ askedById, signedBy }
					);
					for (const { id } of found) expect([askedById, ...signedBy]).not.toContain(id);
				}
			)
		);
	});
});
