import { describe, expect, it } from 'vitest';
import {
	ACTIVE_STATUSES,
	canMove,
	DISPUTE_STATUSES,
	isActive,
	isClosed,
	mayTakeStep,
	TRANSITIONS,
	type DisputeStatus
} from './lifecycle';

/** Every status one can come to from `start`. */
function reachableFrom(start: DisputeStatus): Set<DisputeStatus> {
	const seen = new Set<DisputeStatus>([start]);
	for (const status of seen) for (const next of TRANSITIONS[status]) seen.add(next);
	return seen;
}

describe('the life of a dispute', () => {
	it('reaches every status from submitted', () => {
		expect(reachableFrom('submitted')).toEqual(new Set(DISPUTE_STATUSES));
	});

	it.each(DISPUTE_STATUSES)('comes to an end from %s', (status) => {
		expect(reachableFrom(status)).toContain('resolved');
	});

	it('only reopens once it is closed', () => {
		for (const status of DISPUTE_STATUSES.filter(isClosed))
			expect(TRANSITIONS[status]).toEqual(['in_progress']);
	});

	it('never becomes new again', () => {
		expect(DISPUTE_STATUSES.filter((status) => canMove(status, 'submitted'))).toEqual([]);
	});

	it('is not resolved without a decision', () => {
		expect(DISPUTE_STATUSES.filter((status) => canMove(status, 'resolved'))).toEqual([
			'decided',
			'implementing'
		]);
	});

	it('is not withdrawn any more after the decision', () => {
		expect(canMove('in_progress', 'withdrawn')).toBe(true);
		expect(canMove('decided', 'withdrawn')).toBe(false);
		expect(canMove('implementing', 'duplicate')).toBe(false);
	});

	it('holds dunning until it is closed, the decision alone does not release it', () => {
		expect(isActive('decided')).toBe(true);
		expect(isActive('implementing')).toBe(true);
		expect(ACTIVE_STATUSES.some(isClosed)).toBe(false);
		expect(DISPUTE_STATUSES.filter(isClosed)).toEqual([
			'resolved',
			'withdrawn',
			'duplicate',
			'not_a_dispute'
		]);
	});
});

it('takes no step any more once it went into another case', () => {
	for (const status of DISPUTE_STATUSES)
		for (const to of DISPUTE_STATUSES) {
			expect(mayTakeStep({ status, isMerged: true }, to)).toBe(false);
			expect(mayTakeStep({ status, isMerged: false }, to)).toBe(canMove(status, to));
		}
});
