import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';
import { splitOpen } from '$lib/domain/receivables/open-items';
import { paidShares, type InvoiceShare } from './paid-shares';
import {
	reservedJudged,
	reservedWaiting,
	type InvoiceMoney,
	type SaidOfInvoice,
	type Settlement
} from './reserved';

const DAY = localDate('2026-03-02');
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 8, minute));

const settled = (minute: number, amountMinor: bigint, fields: object = {}): Settlement => ({
	...{ at: at(minute), on: DAY, amountMinor, creditNoteId: null, isOfCase: false, ...fields }
});
const credited = (minute: number, amountMinor: bigint, fields: object = {}): Settlement =>
	settled(minute, amountMinor, { creditNoteId: `credit ${minute}`, isOfCase: true, ...fields });
const said = (minute: number, amountMinor: bigint | null, fields: object = {}): SaidOfInvoice => ({
	...{ at: at(minute), paidOn: DAY, amountMinor, verdict: null, decidedAt: null, ...fields }
});
const promise = (minute: number, amountMinor: bigint, settledBeforeMinor = 0n) => ({
	...{ id: `promise ${minute}`, madeAt: at(minute), madeOn: DAY, dueOn: addDays(DAY, 8) },
	...{ graceEnd: addDays(DAY, 10), amountMinor, settledBeforeMinor }
});
type Made = ReturnType<typeof promise>;

const money = (fields: Partial<InvoiceMoney>): InvoiceMoney => ({
	...{ totalMinor: 300n, settlements: [], said: [], ...fields }
});
const sum = (all: readonly { amountMinor: bigint }[]): bigint =>
	all.reduce((total, { amountMinor }) => total + amountMinor, 0n);

const paid = (made: readonly Made[], of: InvoiceMoney): bigint[] => {
	const beside = { totalMinor: of.totalMinor, reserved: reservedWaiting(of, DAY) };
	return [...paidShares(made, sum(of.settlements), beside).values()];
};
const judged = (one: Made, of: InvoiceMoney): bigint => {
	const reserved = reservedJudged(of, { madeAt: one.madeAt, on: DAY });
	const beside = { totalMinor: of.totalMinor, reserved };
	return paidShares([one], sum(of.settlements), beside).get(one.id)!;
};

describe('while a promise is waited for', () => {
	it('money that comes is first what was said to be paid, before or after it', () => {
		const settlements = [settled(5, 100n)];
		const first = money({ said: [said(1, 100n)], settlements });
		expect(paid([promise(2, 200n)], first)).toEqual([0n]);
		const later = money({ said: [said(3, 100n)], settlements });
		expect(paid([promise(2, 200n)], later)).toEqual([0n]);
		const all = money({ said: [said(1, 100n)], settlements: [settled(5, 300n)] });
		expect(paid([promise(2, 200n)], all)).toEqual([200n]);
	});

	it('is never more than what nobody promised', () => {
		const whole = money({ said: [said(3, 300n)], settlements: [settled(5, 150n)] });
		expect(paid([promise(2, 300n)], whole)).toEqual([150n]);
		expect(paid([promise(2, 200n)], whole)).toEqual([50n]);
		const unsaid = money({ said: [said(3, null)], settlements: [settled(5, 150n)] });
		expect(paid([promise(2, 200n)], unsaid)).toEqual([50n]);
	});

	it('a statement that was not found is about nothing, but for what was booked of it', () => {
		const lost = { verdict: 'not_found', decidedAt: at(9) };
		const kept = money({ said: [said(1, 100n, lost)], settlements: [settled(5, 200n)] });
		expect(paid([promise(2, 200n)], kept)).toEqual([200n]);
		const some = money({ said: [said(1, 100n, lost)], settlements: [settled(5, 40n)] });
		expect(paid([promise(2, 200n)], some)).toEqual([0n]);
		const since = money({ said: [said(1, 100n, lost)], settlements: [settled(10, 40n)] });
		expect(paid([promise(2, 200n)], since)).toEqual([40n]);
	});

	it('told twice, one payment is one', () => {
		const twice = money({
			said: [said(1, 50n), said(3, 50n)],
			settlements: [settled(5, 100n)]
		});
		expect(paid([promise(2, 200n)], twice)).toEqual([50n]);
	});

	it('no credit keeps it while something else is open, whoever wrote it', () => {
		const ours = money({ settlements: [credited(5, 100n)] });
		expect(paid([promise(2, 200n)], ours)).toEqual([0n]);
		const theirs = money({ settlements: [credited(5, 100n, { isOfCase: false })] });
		expect(paid([promise(2, 200n)], theirs)).toEqual([0n]);
		const more = money({ settlements: [credited(5, 100n), settled(6, 50n)] });
		expect(paid([promise(2, 200n)], more)).toEqual([50n]);
		expect(paid([promise(2, 300n)], ours)).toEqual([100n]);
		const back = { creditNoteId: 'credit 5' };
		const freed = money({
			settlements: [credited(5, 100n), settled(6, 100n), settled(7, -100n, back)]
		});
		expect(paid([promise(2, 200n)], freed)).toEqual([100n]);
	});
});

describe('once its last day is over', () => {
	const settlements = [settled(5, 200n)];

	it('what nobody found for a statement kept the promise', () => {
		expect(judged(promise(2, 200n), money({ said: [said(1, 100n)], settlements }))).toBe(200n);
	});

	it('what was found for an earlier statement did not, and for a later one did', () => {
		const found = { verdict: 'found' };
		const before = money({ said: [said(1, 100n, found)], settlements });
		expect(judged(promise(2, 200n), before)).toBe(100n);
		const after = money({ said: [said(3, 100n, found)], settlements });
		expect(judged(promise(2, 200n), after)).toBe(200n);
	});

	it('nor did the credit of a case; another credit did', () => {
		expect(judged(promise(2, 200n), money({ settlements: [credited(5, 100n)] }))).toBe(0n);
		const other = credited(5, 100n, { isOfCase: false });
		expect(judged(promise(2, 200n), money({ settlements: [other] }))).toBe(100n);
	});
});

/** A customer, his creditor and the bank, with who meant what by each sum. */
class Story {
	minute = 0;
	promised: Made[] = [];
	promisePaidMinor = 0n;
	disputes: bigint[] = [];
	settlements: Settlement[] = [];
	statements: { row: SaidOfInvoice; restMinor: bigint; trueMinor: bigint; cameMinor: bigint }[] =
		[];
	readonly totalMinor = 1000n;

	get money(): InvoiceMoney {
		const rows = this.statements.map(({ row }) => row);
		return { totalMinor: this.totalMinor, settlements: this.settlements, said: rows };
	}
	get openMinor(): bigint {
		return this.totalMinor - sum(this.settlements);
	}
	get unpaidMinor(): bigint {
		return sum(this.promised) - this.promisePaidMinor;
	}
	get parts() {
		const shares: InvoiceShare[] = this.promised;
		const reserved = reservedWaiting(this.money, DAY);
		const beside = { totalMinor: this.totalMinor, reserved };
		const kept = [...paidShares(shares, sum(this.settlements), beside).values()];
		return splitOpen(this.openMinor, {
			disputedMinor: this.disputes.reduce((all, one) => all + one, 0n),
			promisedMinor: sum(this.promised) - kept.reduce((all, one) => all + one, 0n),
			rests: this.statements
				.filter(({ row, restMinor }) => row.verdict !== 'not_found' && restMinor > 0n)
				.map(({ restMinor: amountMinor }) => ({ amountMinor }))
		});
	}

	promise(minor: bigint): void {
		const amountMinor = minorMin(minor, this.parts.dueMinor);
		if (amountMinor > 0n)
			this.promised.push(promise(this.minute, amountMinor, sum(this.settlements)));
	}
	say(minor: bigint): void {
		const { dueMinor, disputedMinor } = this.parts;
		const amountMinor = minorMin(minor, this.openMinor - disputedMinor);
		if (amountMinor === 0n) return;
		const paidOn = addDays(DAY, -this.minute);
		this.statements.push({
			row: said(this.minute, amountMinor, { paidOn }),
			restMinor: amountMinor,
			trueMinor: minorMin(amountMinor, dueMinor),
			cameMinor: 0n
		});
	}
	contest(minor: bigint): void {
		const amountMinor = minorMin(minor, this.parts.dueMinor);
		if (amountMinor > 0n) this.disputes.push(amountMinor);
	}
	credit(): void {
		const amountMinor = this.disputes.shift();
		if (amountMinor) this.settlements.push(credited(this.minute, amountMinor));
	}
	keep(minor: bigint): void {
		const amountMinor = minorMin(minor, minorMin(this.unpaidMinor, this.openMinor));
		this.promisePaidMinor += amountMinor;
		this.book(amountMinor);
	}
	/** What was said comes; of what is more than was due then, the promise is paid. */
	find(minor: bigint): void {
		const one = this.statements.find((s) => s.row.verdict === null && s.cameMinor < s.trueMinor);
		if (!one) return;
		const amountMinor = minorMin(minor, one.trueMinor - one.cameMinor);
		one.cameMinor += amountMinor;
		this.book(amountMinor);
	}
	lose(): void {
		const one = this.statements.find(({ row, cameMinor }) => {
			const since = this.settlements.filter((s) => s.creditNoteId === null && s.at >= row.at);
			return row.verdict === null && (cameMinor === 0n || sum(since) < row.amountMinor!);
		});
		if (one) one.row = { ...one.row, verdict: 'not_found', decidedAt: at(this.minute) };
	}
	private book(amountMinor: bigint): void {
		if (amountMinor === 0n) return;
		this.settlements.push(settled(this.minute, amountMinor));
		let left = amountMinor;
		for (const one of this.statements) {
			const used = minorMin(left, one.restMinor);
			one.restMinor -= used;
			left -= used;
		}
	}
}

const ACTS = ['promise', 'say', 'contest', 'credit', 'keep', 'find', 'lose'] as const;

it('whatever comes in whatever order, what is promised and not paid is never asked for', () => {
	const act = fc.tuple(fc.constantFrom(...ACTS), fc.bigInt({ min: 1n, max: 600n }));
	fc.assert(
		fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
			const story = new Story();
			for (const [verb, minor] of acts) {
				story.minute += 1;
				story[verb](minor);
				const { disputedMinor, promisedMinor, heldMinor, dueMinor } = story.parts;
				expect(disputedMinor + promisedMinor + heldMinor + dueMinor).toBe(story.openMinor);
				for (const part of [disputedMinor, promisedMinor, heldMinor, dueMinor])
					expect(part >= 0n).toBe(true);
				const undisputed = minorMax(0n, story.openMinor - disputedMinor);
				expect(promisedMinor >= minorMin(story.unpaidMinor, undisputed)).toBe(true);
			}
		}),
		{ numRuns: 1000 }
	);
});
