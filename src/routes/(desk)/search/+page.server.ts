import { wordsIn } from '$lib/domain/search/marked';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { placesFor } from '../places';

export const load = async (event) => {
	const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const { desk } = caller(event);
	const found = await orPage(desk.search.all({ q }));
	const { frame } = await event.parent();
	const places = placesFor({ role: frame.user.role, mails: frame.mails });
	const words = wordsIn(q);
	return { q, found, pages: q && words.length === 0 ? [] : named(places, words) };
};

/** Pages he may go to whose name says it; all of them to whoever asks for nothing yet. */
const named = (places: ReturnType<typeof placesFor>, words: readonly string[]) =>
	places
		.filter(({ label }) => {
			const said = wordsIn(label);
			return words.every((word) => said.some((one) => one.startsWith(word)));
		})
		.map(({ href, label }) => ({ href, label }));
