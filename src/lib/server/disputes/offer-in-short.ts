import { money } from '$lib/domain/money';
import type { OfferInShort } from '$lib/i18n/offer-words';
import type { Unit } from '../db/client';
import type { PromiseReader } from '../promises/made-promises';
import type { Case } from './case-queries';
import { leftToDecide } from './left-to-decide';

interface Offered {
	kind: OfferInShort['kind'];
	amountMinor?: bigint | null | undefined;
	shares?: readonly unknown[] | undefined;
}

/** What somebody in a hurry has to know of an offer: what it is, how much, and of what. */
export async function offerInShort(
	unit: Unit<PromiseReader>,
	about: Case,
	{ kind, amountMinor, shares = [] }: Offered
): Promise<OfferInShort> {
	const { claimed } = await leftToDecide(unit, about);
	const amount = amountMinor ? money(amountMinor, claimed.currency) : null;
	return { kind, amount, claimed, parts: shares.length };
}
