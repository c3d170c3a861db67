import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, PATIENCE_MINUTES, pauseAfterSilence, type Attempt } from './outcome';

const refused = (permanent: boolean): Attempt => ({ kind: 'refused', response: '', permanent });
const AWAY: Attempt = { kind: 'unreachable', response: '' };

describe('What becomes of a mail', () => {
	it('is sent once the server said yes', () => {
		expect(outcomeOf({ kind: 'accepted', response: '250 ok' }, 1)).toEqual({ status: 'sent' });
	});

	it('is called off where nobody is there any more, however often it was tried', () => {
		const gone: Attempt = { kind: 'refused', response: '', permanent: true, gone: true };
		for (const attempts of [1, 9])
			expect(outcomeOf(gone, attempts)).toEqual({ status: 'cancelled' });
	});

	it('is uncertain when it left and no answer came, however early', () => {
		expect(outcomeOf({ kind: 'silent', response: '' }, 1)).toEqual({ status: 'unknown' });
	});

	it('is tried again after 5 and 15 minutes, 1, 4 and 12 hours, and the last time when two days are over', () => {
		const tries = triesOf(refused(false));
		expect(tries).toEqual([0, 5, 20, 80, 320, 1040, 1760, 2480, 2880]);
		expect(outcomeOf(refused(false), tries.length, tries.at(-1))).toEqual({
			status: 'failed',
			gaveUp: true
		});
	});

	it('fails at once when the refusal is final', () => {
		expect(outcomeOf(refused(true), 1)).toEqual({ status: 'failed' });
	});

	it('waits for a server that is away, ever longer up to an hour, for two days', () => {
		const waits = [0, 20, 60, 240, 2_000, 2_870].map((tried) => outcomeOf(AWAY, 100, tried));
		expect(waits).toEqual(
			[5, 5, 15, 60, 60, 10].map((inMinutes) => ({ status: 'retry', inMinutes }))
		);
		expect(outcomeOf(AWAY, 1, PATIENCE_MINUTES)).toEqual({ status: 'failed', gaveUp: true });
	});

	it('is never tried again when it may have arrived, and never later than two days after the first try', () => {
		const attempts = fc.constantFrom<Attempt>(
			{ kind: 'accepted', response: '' },
			{ kind: 'silent', response: '' },
			AWAY,
			refused(true),
			refused(false)
		);
		const minutes = fc.double({ min: 0, max: 10_000, noNaN: true });
		fc.assert(
			fc.property(attempts, fc.integer({ min: 0, max: 100 }), minutes, (attempt, count, tried) => {
				const outcome = outcomeOf(attempt, count, tried);
				if (outcome.status !== 'retry') return;
				expect(['accepted', 'silent']).not.toContain(attempt.kind);
				expect(outcome.inMinutes).toBeGreaterThan(0);
				expect(tried + outcome.inMinutes).toBeLessThan(PATIENCE_MINUTES + 1);
			})
		);
	});
});

describe('A provider that gives no clear answer', () => {
	it('is asked after 5, 10, 20, 40, 80 and 160 minutes, then every two hours', () => {
		const asked = [0];
		while (asked.at(-1)! < 400) asked.push(asked.at(-1)! + pauseAfterSilence(asked.at(-1)!));
		expect(asked).toEqual([0, 5, 10, 20, 40, 80, 160, 280, 400]);
	});
});

/** Minutes after the first try at which the same answer comes, until it is given up. */
function triesOf(attempt: Attempt): number[] {
	const tries = [0];
	for (;;) {
		const outcome = outcomeOf(attempt, tries.length, tries.at(-1));
		if (outcome.status !== 'retry') return tries;
		tries.push(tries.at(-1)! + outcome.inMinutes);
	}
}
