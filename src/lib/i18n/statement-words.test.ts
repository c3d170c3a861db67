import { expect, it } from 'vitest';
import { localDate, type LocalDate } from '$lib/domain/calendar';
import { runInLanguage } from './run-in';
import { standingWords } from './statement-words';

const item = {
	...{ state: 'overdue', daysLate: 12, currency: 'EUR' },
	...{
		totalMinor: 10_000n,
		openMinor: 10_000n,
		disputedMinor: 0n,
		promised: [] as { on: LocalDate; minor: bigint }[]
	},
	...{ saidPaidMinor: 0n, refusedMinor: 0n, acceptedMinor: 0n }
};
const said = (change: Partial<Parameters<typeof standingWords>[0]>) =>
	runInLanguage('en', () => standingWords({ ...item, ...change }));

it('says where an invoice stands', () => {
	expect(said({})).toBe('12 days late');
	expect(said({ daysLate: 1 })).toBe('1 day late');
	expect(said({ state: 'upcoming', daysLate: 0 })).toBe('Not yet due');
	expect(said({ state: 'disputed', disputedMinor: 10_000n })).toBe('Disputed');
});

it('says how late it is before what was promised of it, with its amount', () => {
	const promised = [
		{ on: localDate('2026-03-20'), minor: 3_000n },
		{ on: localDate('2026-03-31'), minor: 2_000n }
	];
	expect(said({ promised, disputedMinor: 4_000n })).toBe(
		'12 days late; promised: €30.00 on 20 Mar 2026 and €20.00 on 31 Mar 2026; €40.00 of it disputed'
	);
	expect(said({ state: 'promised', promised: [promised[0]!] })).toBe(
		'12 days late; promised: €30.00 on 20 Mar 2026'
	);
});

it('says which part is contested', () => {
	expect(said({ disputedMinor: 4_000n })).toBe('12 days late; €40.00 of it disputed');
	expect(said({ saidPaidMinor: 4_000n })).toBe(
		'12 days late; €40.00 of it reported as paid by you'
	);
	expect(said({ saidPaidMinor: 10_000n })).toBe('12 days late – payment reported by you');
});

it('says what was received or credited, which is why less is open than was billed', () => {
	expect(said({ totalMinor: 12_500n })).toBe('12 days late; €25.00 already paid or credited');
	expect(said({ totalMinor: 12_500n, disputedMinor: 4_000n })).toBe(
		'12 days late; €25.00 already paid or credited; €40.00 of it disputed'
	);
	expect(said({ totalMinor: 12_500n, state: 'disputed', disputedMinor: 10_000n })).toBe(
		'Disputed; €25.00 already paid or credited'
	);
});

it('says what a decision refused: payable again, contested no more', () => {
	expect(said({ refusedMinor: 4_000n })).toBe(
		'12 days late; €40.00 of it payable again after the decision'
	);
	expect(said({ state: 'disputed', refusedMinor: 10_000n })).toBe('Decided: payable again');
});

it('says what a decision accepted: it is not contested any more, and nobody has to pay it', () => {
	const all = { state: 'disputed', disputedMinor: 10_000n };
	expect(said({ ...all, acceptedMinor: 10_000n })).not.toMatch(/disputed/i);
	expect(said({ ...all, acceptedMinor: 4_000n })).toMatch(
		/^Disputed; €60.00 of it disputed; €40.00/
	);
	expect(
		said({ ...all, disputedMinor: 4_000n, refusedMinor: 6_000n, acceptedMinor: 4_000n })
	).toMatch(/€40.00 .*; €60.00 of it payable again/);
});
