import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

const STATES = ['overdue', 'promised', 'upcoming', 'covered', 'disputed'] as const;

export const load = async (event) => {
	const view = viewIn(event.url);
	return { view, account: await orPage(caller(event).portal.customers.account(view)) };
};

/** What the address asks for; what it cannot ask for it does not. */
function viewIn({ searchParams }: URL) {
	return {
		q: (searchParams.get('q') ?? '').trim().slice(0, 60),
		state: STATES.find((state) => state === searchParams.get('state')),
		page: pageIn(searchParams.get('page')),
		cases: pageIn(searchParams.get('cases'))
	};
}

function pageIn(text: string | null): number {
	const page = Number(text);
	return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
