import { LETTER_STATES, type LetterState } from '$lib/domain/dunning/posting';

export interface LetterFilter {
	state?: LetterState;
	page: number;
}

/** What the address asks for; anything unknown in it is as if it were not there. */
export function filterIn({ searchParams }: URL): LetterFilter {
	const state = LETTER_STATES.find((each) => each === searchParams.get('state'));
	const page = Number(searchParams.get('page'));
	return {
		...(state && { state }),
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
	};
}

/** The same view again, or another one of it. */
export function addressOf(
	{ state, page }: LetterFilter,
	more: Record<string, string> = {}
): string {
	const query = new URLSearchParams({
		...(state && { state }),
		...(page > 1 && { page: String(page) }),
		...more
	});
	return query.size ? `/dunning/letters?${query}` : '/dunning/letters';
}

/** Forms keep the view they were sent from. */
export const actionOf = (name: string, filter: LetterFilter): string =>
	`?/${name}${addressOf(filter).replace('/dunning/letters', '').replace('?', '&')}`;
