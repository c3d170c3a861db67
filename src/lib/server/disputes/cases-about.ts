import { money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfCustomer, decisionsOfCustomer, itemsOfCustomer } from './portal-queries';

/** The customer's cases about one invoice, with what each says of that one alone. */
export async function casesAbout(unit: Unit<PortalScope>, invoiceId: string) {
	const cases = await casesOfCustomer(unit);
	const ids = cases.map(({ id }) => id);
	const items = (await itemsOfCustomer(unit, ids)).filter((item) => item.invoiceId === invoiceId);
	const decisions = await decisionsOfCustomer(unit, ids);
	return cases.flatMap((found) => {
		const own = items.filter(({ disputeId }) => disputeId === found.id);
		const [first] = own;
		if (!first) return [];
		const claimed = claimedIn(own);
		const made = decisions.find(({ disputeId }) => disputeId === found.id);
		return [{ ...found, ...claimed, decision: made ? decidedAs(made, claimed, first) : null }];
	});
}

type Item = Awaited<ReturnType<typeof itemsOfCustomer>>[number];
type Decision = Awaited<ReturnType<typeof decisionsOfCustomer>>[number];

/** Of one case, all its lines of the invoice together. */
const claimedIn = (items: readonly Item[]) => ({
	claimedMinor: items.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n),
	acceptedMinor: items.some(({ acceptedMinor }) => acceptedMinor !== null)
		? items.reduce((sum, { acceptedMinor }) => sum + (acceptedMinor ?? 0n), 0n)
		: null
});

const decidedAs = (
	{ verdict, outcome, proposalId }: Decision,
	{ acceptedMinor }: ReturnType<typeof claimedIn>,
	{ currency }: Item
) => ({
	...{ verdict, outcome, isAgreed: proposalId !== null },
	accepted: money(acceptedMinor ?? 0n, currency)
});
