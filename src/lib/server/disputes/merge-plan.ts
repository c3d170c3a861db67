import {
	blockedOnes,
	mergeBlocks,
	type MergeBlock,
	type MergeSide
} from '$lib/domain/disputes/merge';
import {
	asksHowCounted,
	isSameClaim,
	itemsFreed,
	itemsToAdd,
	mergedAmounts,
	totalOf,
	type Counted,
	type MergedAmount
} from '$lib/domain/disputes/merged-amounts';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { openRequestOf } from './approval-requests';
import { caseOf, disputeIdOf, type Case, type CaseItem } from './case-queries';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { versionRead } from './words-since';
import { mergedTalk } from './merged-talk';
import { messagesOf } from './history';
import { freeMinor } from './open-dispute.claims';
import { proposalsOf } from './proposals';
import { activeClaims } from './queries';
import { quietPeriodFromToday } from './quiet-period';
import { recipientsOf } from './recipients';
import { standings } from './standings';

/** Why they stay two; the reference of the case it is of, empty where it is of both together. */
export interface Blocked {
	block: MergeBlock;
	reference: string;
}

/** Two cases as they would be one: what is shown beforehand is what is done. */
export interface MergePlan {
	into: Case;
	from: Case;
	blocks: Blocked[];
	/** Nothing stands in the way of the second going on instead. */
	mayGoOtherWay: boolean;
	/** What they claim as one, either way of counting the same. */
	ways: Readonly<Record<Counted, MergeWay>>;
	/** Somebody has to say how the two count. */
	asks: boolean;
	/** They claim the very same: most likely it is one claim made twice. */
	isSame: boolean;
}

export interface MergeWay {
	amounts: MergedAmount[];
	/** What the case that goes on claims besides from then on. */
	added: CaseItem[];
	/** What the case that ends claimed twice of each item: nobody asks for it before the usual days are over. */
	freed: CaseItem[];
	freedMinor: bigint;
}

export async function mergePlan(
	unit: Unit<DeskScope>,
	intoId: string,
	fromId: string
): Promise<MergePlan> {
	const into = await leftOf(unit, intoId);
	const from = await leftOf(unit, fromId);
	const sides = { into: await sideOf(unit, into), from: await sideOf(unit, from) };
	const wayOf = wayFor(into, from, await roomBeside(unit, into, from));
	const ways = { once: wayOf('once'), besides: wayOf('besides') };
	return {
		...{ into, from, ways, isSame: isSameClaim(saidIn(into), saidIn(from)) },
		asks: asksHowCounted(ways.once.amounts, ways.besides.amounts),
		blocks: blocksOf(sides, [into, from]),
		mayGoOtherWay: mergeBlocks(sides.from, sides.into).length === 0
	};
}

const wayFor =
	(into: Case, from: Case, roomOf: (invoiceId: string) => bigint) =>
	(counted: Counted): MergeWay => {
		const both = { into: into.items, from: from.items, counted };
		const amounts = mergedAmounts(both, roomOf);
		// Of an invoice that rests as a whole nothing is asked for, however much of it is claimed.
		const freed = into.reason.holdsWholeInvoice ? [] : itemsFreed(from.items, amounts, roomOf);
		const added = itemsToAdd(both, amounts);
		return { ...{ amounts, added, freed }, freedMinor: totalOf(freed) };
	};

const saidIn = ({ dispute, items }: Case) => ({ reasonId: dispute.reasonId, items });

function blocksOf({ into, from }: Record<'into' | 'from', MergeSide>, cases: Case[]): Blocked[] {
	const named = new Map(cases.map(({ dispute }) => [dispute.id, dispute.reference]));
	return mergeBlocks(into, from).flatMap((block) => {
		const ids = blockedOnes(block, [into, from]);
		return ids.length
			? ids.map((id) => ({ block, reference: named.get(id) ?? '' }))
			: [{ block, reference: '' }];
	});
}

/** What no credit note has settled of it yet. */
const leftOf = async (unit: Unit<DeskScope>, id: string): Promise<Case> =>
	caseOfRound(await leftToDecide(unit, await caseOf(unit, id)));

async function sideOf(unit: Unit<DeskScope>, about: Case): Promise<MergeSide> {
	const { id, customerId, status } = about.dispute;
	const offers = await proposalsOf(unit, about);
	return {
		...{ id, customerId, status, currency: about.claimed.currency },
		holdsWholeInvoice: about.reason.holdsWholeInvoice,
		approvalWaits: (await openRequestOf(unit, id)) !== null,
		offerOpen: offers.some(({ state }) => state === 'open')
	};
}

/** What is open of an invoice and contested by no third case. */
async function roomBeside(unit: Unit<DeskScope>, into: Case, from: Case) {
	const invoiceIds = [...into.items, ...from.items].map(({ invoiceId }) => invoiceId);
	const invoices = await openInvoices(unit, { invoiceIds });
	const claims = await activeClaims(unit, { invoiceIds, exceptCase: into.dispute.id });
	const others = claims.filter(({ reference }) => reference !== from.dispute.reference);
	return (invoiceId: string): bigint => {
		const invoice = invoices.find(({ id }) => id === invoiceId);
		return invoice ? freeMinor(invoice, others) : 0n;
	};
}

/** What whoever is about to merge reads first. */
export async function mergePage(unit: Unit<DeskScope>, asked: { reference: string; from: string }) {
	const [intoId, fromId] = [
		await disputeIdOf(unit, asked.reference),
		await disputeIdOf(unit, asked.from.toUpperCase())
	];
	const plan = await mergePlan(unit, intoId, fromId);
	const { currency } = plan.into.claimed;
	const numbers = new Map(
		[...plan.into.items, ...plan.from.items].map(({ invoiceId, number }) => [invoiceId, number])
	);
	return {
		into: await shownSide(unit, plan.into),
		from: await shownSide(unit, plan.from),
		blocks: plan.blocks,
		mayGoOtherWay: plan.mayGoOtherWay,
		...{ currency, asks: plan.asks, isSame: plan.isSame },
		freedMinor: plan.ways.once.freedMinor,
		/** Nobody asks for that before. */
		quietUntil: (await quietPeriodFromToday(unit)).quietUntil,
		amounts: plan.ways.besides.amounts.map((amount, nth) => ({
			...amount,
			onceMinor: plan.ways.once.amounts[nth]?.togetherMinor ?? amount.togetherMinor,
			number: numbers.get(amount.invoiceId) ?? ''
		})),
		/** Those who are told where it goes on, and follow it from then on. */
		told: (await recipientsOf(unit, plan.from)).map(({ name, email }) => ({ name, email }))
	};
}

async function shownSide(unit: Unit<DeskScope>, { dispute, reason, customer, claimed }: Case) {
	const own = await messagesOf(unit, dispute.id);
	const standingOf = await standings(unit, [dispute.id]);
	return {
		...{ id: dispute.id, reference: dispute.reference, status: dispute.status },
		...standingOf(dispute),
		...{ openedOn: dispute.openedOn, reason: reason.labels, customerName: customer.name },
		...{ claimed, version: await versionRead(unit, dispute.id) },
		messages: own.length + (await mergedTalk(unit, dispute.id)).messages.length
	};
}
