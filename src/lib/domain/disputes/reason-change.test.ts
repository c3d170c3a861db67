import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DISPUTE_STATUSES, UNDECIDED_STATUSES, type DisputeStatus } from './lifecycle';
import {
	isRoutedAnew,
	mayBecome,
	REASON_KEPT,
	reasonKept,
	type CaseOfReason
} from './reason-change';

const free: CaseOfReason = {
	...{ status: 'submitted', approvalWaits: false, offerOpen: false },
	...{ holdsWholeInvoice: false, isCredited: false }
};
const part = { holdsWholeInvoice: false };
const whole = { holdsWholeInvoice: true };

describe('when a case may have another reason', () => {
	test.each<[DisputeStatus, string | null]>([
		['submitted', null],
		['assigned', null],
		['in_progress', null],
		['waiting_customer', null],
		['waiting_third_party', null],
		['decided', 'reason_kept_decided'],
		['implementing', 'reason_kept_decided'],
		['resolved', 'reason_kept_decided'],
		['withdrawn', 'reason_kept_decided'],
		['duplicate', 'reason_kept_decided'],
		['not_a_dispute', 'reason_kept_decided']
	])('%s: %s', (status, kept) => {
		expect(reasonKept({ ...free, status }, part)).toBe(kept);
	});

	test('not while it is being signed, nor while an offer that was granted is open', () => {
		expect(reasonKept({ ...free, approvalWaits: true }, part)).toBe('reason_kept_approval');
		expect(reasonKept({ ...free, offerOpen: true }, part)).toBe('reason_kept_offer');
	});

	test('after a credit only to one that holds as much of the invoice', () => {
		const credited = { ...free, isCredited: true };
		expect(reasonKept(credited, part)).toBeNull();
		expect(reasonKept(credited, whole)).toBe('reason_kept_credited');
		expect(reasonKept({ ...credited, ...whole }, part)).toBe('reason_kept_credited');
		expect(reasonKept({ ...credited, ...whole }, whole)).toBeNull();
		expect(reasonKept(free, whole)).toBeNull();
	});
});

test('no answer and nothing archived is chosen', () => {
	expect(mayBecome({ kind: 'dispute', archivedAt: null })).toBe(true);
	expect(mayBecome({ kind: 'answer', archivedAt: null })).toBe(false);
	expect(mayBecome({ kind: 'dispute', archivedAt: new Date('2026-03-01') })).toBe(false);
});

test('nothing is taken from whoever has it', () => {
	expect(isRoutedAnew({ status: 'submitted', isAsked: false })).toBe(true);
	expect(isRoutedAnew({ status: 'submitted', isAsked: true })).toBe(false);
	for (const status of DISPUTE_STATUSES.filter((one) => one !== 'submitted'))
		expect(isRoutedAnew({ status, isAsked: false })).toBe(false);
});

const anyCase = fc.record({
	status: fc.constantFrom(...DISPUTE_STATUSES),
	approvalWaits: fc.boolean(),
	offerOpen: fc.boolean(),
	holdsWholeInvoice: fc.boolean(),
	isCredited: fc.boolean()
});

test('whatever the case: it is free exactly where nothing stands in the way, and what is said does stand there', () => {
	fc.assert(
		fc.property(anyCase, fc.boolean(), (about, holdsWholeInvoice) => {
			const kept = reasonKept(about, { holdsWholeInvoice });
			const isFree =
				UNDECIDED_STATUSES.includes(about.status) &&
				!about.approvalWaits &&
				!about.offerOpen &&
				!(about.isCredited && about.holdsWholeInvoice !== holdsWholeInvoice);
			expect(kept === null).toBe(isFree);
			if (kept) expect(REASON_KEPT).toContain(kept);
		})
	);
});

test('no path to a decided case: what may have another reason is still to be decided', () => {
	fc.assert(
		fc.property(anyCase, fc.boolean(), (about, holdsWholeInvoice) => {
			if (reasonKept(about, { holdsWholeInvoice }) === null)
				expect(UNDECIDED_STATUSES).toContain(about.status);
		})
	);
});
