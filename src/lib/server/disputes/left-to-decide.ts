import { acceptedSoFar, leftMinor } from '$lib/domain/disputes/left-of-case';
import { money, type Money } from '$lib/domain/money';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case, CaseItem } from './case-queries';
import { creditedByItem } from './still-claimed';

/** What earlier rounds credited of each item. */
export type Credited = ReadonlyMap<string, bigint>;

export interface Left {
	about: Case;
	credited: Credited;
	/** What no credit note has settled yet: what a round is about. */
	claimed: Money;
}

/** What is still contested of a case, in all and item by item. */
export async function leftToDecide(unit: Unit<Scope>, about: Case): Promise<Left> {
	return leftOf(about, await creditedByItem(unit, [about.dispute.id]));
}

/** The same of several, by their ids. */
export async function leftsToDecide(
	unit: Unit<InsideScope>,
	cases: Iterable<Case>
): Promise<ReadonlyMap<string, Left>> {
	const all = [...cases];
	const credited = await creditedByItem(
		unit,
		all.map(({ dispute }) => dispute.id)
	);
	return new Map(all.map((about) => [about.dispute.id, leftOf(about, credited)]));
}

function leftOf(about: Case, credited: Credited): Left {
	const minor = about.items.reduce((sum, item) => sum + leftMinor(soFar(item, credited)), 0n);
	return { about, credited, claimed: money(minor, about.claimed.currency) };
}

export interface ItemSoFar extends CaseItem {
	/** Of the claim, what no credit note has settled yet. */
	leftMinor: bigint;
}

/** The items with what was accepted of each so far: a decision that was opened again accepts nothing. */
export const itemsSoFar = ({ about, credited }: Left): ItemSoFar[] =>
	about.items.map((item) => ({
		...item,
		acceptedMinor: acceptedSoFar(about.dispute.status, soFar(item, credited), item.acceptedMinor),
		leftMinor: leftMinor(soFar(item, credited))
	}));

/** The case as its present round is about it: every item claims what is left of it. */
export const caseOfRound = ({ about, credited, claimed }: Left): Case => ({
	...about,
	claimed,
	items: about.items
		.map((item) => ({ ...item, claimedMinor: leftMinor(soFar(item, credited)) }))
		.filter(({ claimedMinor }) => claimedMinor > 0n)
});

const soFar = ({ id, claimedMinor }: CaseItem, credited: Credited) => ({
	claimedMinor,
	creditedMinor: credited.get(id) ?? 0n
});
