import { SIDE_EXITS, type DisputeStatus, type SideExit } from '$lib/domain/disputes/lifecycle';
import type { Priority } from '$lib/domain/disputes/priority';
import type { DisputeSource, Verdict } from '$lib/domain/disputes/schema';
import type { Random } from './random';

/** One case to draw: what about, how old, how far. */
export interface CasePlan {
	readonly status: DisputeStatus;
	readonly reason: string;
	readonly openedAgo: number;
	/** Closed cases only. */
	readonly closedAgo?: number;
	readonly verdict?: Verdict;
	/** Which of the reason's explanations: photos go with it. */
	readonly variant?: number;
	readonly source?: DisputeSource;
	readonly reopened?: true;
	/** Somebody raised it the day it was opened. */
	readonly priority?: Priority;
	/** About the invoice of the hero that fell due four days ago. */
	readonly hero?: 'open' | 'closed';
	/** Two invoices of the same customer. */
	readonly pair?: true;
}

/** At least one in every state, some late. */
export const OPEN_CASES: readonly CasePlan[] = [
	{ status: 'assigned', reason: 'quantity_short', openedAgo: 2, variant: 2, hero: 'open' },
	{ status: 'submitted', reason: 'goods_damaged', openedAgo: 0, variant: 0 },
	{ status: 'submitted', reason: 'price_unit', openedAgo: 1, variant: 0 },
	{ status: 'assigned', reason: 'price_discount', openedAgo: 8, priority: 'urgent' },
	{
		status: 'in_progress',
		reason: 'price_unit',
		openedAgo: 9,
		verdict: 'partly_valid',
		variant: 1
	},
	{
		status: 'waiting_customer',
		reason: 'quantity_short',
		openedAgo: 8,
		variant: 0,
		priority: 'high'
	},
	{
		status: 'waiting_third_party',
		reason: 'delivery_incomplete',
		openedAgo: 15,
		variant: 0,
		pair: true
	},
	{ status: 'decided', reason: 'goods_damaged', openedAgo: 12, verdict: 'valid', variant: 1 },
	{ status: 'implementing', reason: 'duplicate_invoice', openedAgo: 9, verdict: 'valid' }
];

/** The larger organisation has more of everything. */
export const MORE_OPEN_CASES: readonly CasePlan[] = [
	{ status: 'submitted', reason: 'order_reference', openedAgo: 6, source: 'phone' },
	{ status: 'assigned', reason: 'goods_damaged', openedAgo: 3, variant: 2 },
	{
		status: 'in_progress',
		reason: 'delivery_incomplete',
		openedAgo: 4,
		verdict: 'valid',
		variant: 2
	},
	{
		status: 'in_progress',
		reason: 'price_unit',
		openedAgo: 64,
		verdict: 'invalid',
		reopened: true
	},
	{ status: 'waiting_customer', reason: 'other', openedAgo: 13 },
	{ status: 'waiting_third_party', reason: 'goods_damaged', openedAgo: 24, variant: 0 },
	{ status: 'decided', reason: 'price_unit', openedAgo: 18, verdict: 'partly_valid', variant: 2 },
	{ status: 'implementing', reason: 'quantity_short', openedAgo: 21, verdict: 'valid', variant: 1 }
];

/** [reason, how often, days to close from, to] */
const USUAL = [
	['price_unit', 9, 5, 16],
	['price_discount', 3, 4, 12],
	['quantity_short', 8, 3, 9],
	['delivery_incomplete', 6, 4, 19],
	['goods_damaged', 9, 8, 27],
	['order_reference', 4, 1, 6],
	['duplicate_invoice', 3, 2, 5],
	['other', 2, 6, 21]
] as const;

/** Over the last twelve months, the hero's own first. */
export function closedCases(random: Random, count: number): CasePlan[] {
	const hero: CasePlan = {
		status: 'resolved',
		reason: 'price_unit',
		openedAgo: 112,
		closedAgo: 103,
		verdict: 'valid',
		variant: 0,
		hero: 'closed'
	};
	return [
		hero,
		...Array.from({ length: count - 1 }, (_, index) => closedCase(random, index, count))
	];
}

function closedCase(random: Random, index: number, count: number): CasePlan {
	const [reason, , fastest, slowest] = random.pick(
		USUAL.flatMap((usual) => Array.from({ length: usual[1] }, () => usual))
	);
	const closedAgo = 2 + Math.floor((index * 325) / count) + random.int(0, 4);
	// One in four drags on: that is what the report is for.
	const openedAgo = closedAgo + random.int(fastest, slowest) * (random.chance(0.25) ? 3 : 1);
	const source = random.pick<DisputeSource>([
		'portal',
		'portal',
		'portal',
		'phone',
		'mail',
		'email'
	]);
	return { reason, openedAgo, closedAgo, source, ...endOf(random, index) };
}

/** Two on each time: all of them come up, in the order the rest of the demo rests on. */
const sideExit = (turn: number): SideExit => SIDE_EXITS[(turn * 2) % SIDE_EXITS.length]!;

function endOf(random: Random, index: number): Pick<CasePlan, 'status' | 'verdict'> {
	if (index % 7 === 5) return { status: sideExit(Math.floor(index / 7)) };
	return {
		status: 'resolved',
		verdict: random.pick<Verdict>(['valid', 'valid', 'partly_valid', 'invalid'])
	};
}
