import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS, outcomeOf, type Attempt } from './outcome';

const refused = (permanent: boolean): Attempt => ({ kind: 'refused', response: '', permanent });

describe('What becomes of a mail', () => {
	it('is sent once the server said yes', () => {
		expect(outcomeOf({ kind: 'accepted', response: '250 ok' }, 1)).toEqual({ status: 'sent' });
	});

	it('is uncertain when it left and no answer came, however early', () => {
		expect(outcomeOf({ kind: 'silent', response: '' }, 1)).toEqual({ status: 'unknown' });
	});

	it('is tried again after 5 and 15 minutes, 1, 4 and 12 hours, and fails at the eighth time', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => outcomeOf(refused(false), attempts));
		expect(waits).toEqual([
			...[5, 15, 60, 240, 720, 720, 720].map((inMinutes) => ({ status: 'retry', inMinutes })),
			{ status: 'failed' }
		]);
	});

	it('fails at once when the refusal is final', () => {
		expect(outcomeOf(refused(true), 1)).toEqual({ status: 'failed' });
	});

	it('waits for a server that is away, ever longer up to an hour, however often we knock', () => {
		const waits = [0, 20, 60, 240, 10_000].map((waited) =>
			outcomeOf({ kind: 'unreachable', response: '' }, 100, waited)
		);
		expect(waits).toEqual([5, 5, 15, 60, 60].map((inMinutes) => ({ status: 'retry', inMinutes })));
	});

	it('is never tried again when it may have arrived, and never for ever', () => {
		const attempts = fc.constantFrom<Attempt>(
			{ kind: 'accepted', response: '' },
			{ kind: 'silent', response: '' },
			{ kind: 'unreachable', response: '' },
			refused(true),
			refused(false)
		);
		fc.assert(
			fc.property(attempts, fc.integer({ min: 1, max: 100 }), (attempt, count) => {
				const outcome = outcomeOf(attempt, count);
				const mayArrive = attempt.kind === 'accepted' || attempt.kind === 'silent';
				const spent = attempt.kind !== 'unreachable' && count >= MOST_ATTEMPTS;
				expect(outcome.status === 'retry' && (mayArrive || spent)).toBe(false);
			})
		);
	});
});
