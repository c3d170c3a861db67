import { MOST_KEPT } from '$lib/domain/receivables/at-once';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { chosenIn } from './chosen';

const STATES = ['overdue', 'promised', 'upcoming', 'covered', 'disputed'] as const;

export const load = async (event) => {
	const view = viewIn(event.url);
	const named = chosenIn(event.url);
	const invoiceIds = named.slice(0, MOST_KEPT);
	const { customers } = caller(event).portal;
	return {
		view,
		isTooMany: named.length > MOST_KEPT,
		account: await orPage(customers.account({ ...view, invoiceIds }))
	};
};

/** What the address asks for; what it cannot ask for it does not. */
function viewIn({ searchParams }: URL) {
	return {
		q: (searchParams.get('q') ?? '').trim().slice(0, 60),
		state: STATES.find((state) => state === searchParams.get('state')),
		// The button that was pressed comes after what the form remembers.
		page: pageIn(searchParams.getAll('page').at(-1)),
		cases: pageIn(searchParams.getAll('cases').at(-1))
	};
}

function pageIn(text: string | undefined): number {
	const page = Number(text);
	return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
