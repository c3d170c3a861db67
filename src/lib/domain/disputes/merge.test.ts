import { describe, expect, it } from 'vitest';
import { DISPUTE_STATUSES, UNDECIDED_STATUSES } from './lifecycle';
import { blockedOnes, mergeBlocks, type MergeSide } from './merge';

const side = (more: Partial<MergeSide> = {}): MergeSide => ({
	...{ id: 'a', customerId: 'c', status: 'in_progress', currency: 'EUR' },
	...{ holdsWholeInvoice: false, approvalWaits: false, offerOpen: false },
	...more
});
const other = (more: Partial<MergeSide> = {}) => side({ id: 'b', ...more });

describe('two cases', () => {
	it('become one while nobody decided either', () => {
		for (const status of DISPUTE_STATUSES) {
			const blocks = UNDECIDED_STATUSES.includes(status) ? [] : ['merge_decided'];
			expect(mergeBlocks(side(), other({ status }))).toEqual(blocks);
			expect(mergeBlocks(side({ status }), other())).toEqual(blocks);
		}
	});

	it.each([
		['merge_itself', side(), side()],
		['merge_other_customer', side(), other({ customerId: 'd' })],
		['merge_approval_waits', side({ approvalWaits: true }), other()],
		['merge_approval_waits', side(), other({ approvalWaits: true })],
		['merge_offer_open', side(), other({ offerOpen: true })],
		['merge_currency', side(), other({ currency: 'GBP' })],
		['merge_holds_whole', side(), other({ holdsWholeInvoice: true })]
	] as const)('do not: %s', (block, into, from) => {
		expect(mergeBlocks(into, from)).toEqual([block]);
	});

	it('say which of the two it is of, where it is of one', () => {
		const sides = [side({ status: 'decided' }), other({ offerOpen: true, status: 'resolved' })];
		expect(blockedOnes('merge_decided', sides)).toEqual(['a', 'b']);
		expect(blockedOnes('merge_offer_open', sides)).toEqual(['b']);
		expect(blockedOnes('merge_currency', sides)).toEqual([]);
	});

	it('may the other way round, where one of them holds the whole invoice', () => {
		expect(mergeBlocks(side({ holdsWholeInvoice: true }), other())).toEqual([]);
	});
});
