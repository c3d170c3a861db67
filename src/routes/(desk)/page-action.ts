import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Language } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../sent-form';

type Door = ReturnType<typeof caller>['desk'];
/** Where it is shown again. */
type Page = string | ((event: RequestEvent) => string);
type Work = (door: Door, words: Record<string, string>, language: Language) => Promise<unknown>;

/**
 * The forms of one page, by name. Done, it is shown again and says so (`?done=name`); refused, it knows
 * which form it was and keeps what was typed.
 */
export const actionsOf = <Name extends string>(page: Page, works: Record<Name, Work>) =>
	Object.fromEntries(
		Object.entries<Work>(works).map(([name, work]) => [name, actionOf(page, name, work)])
	) as Record<Name, ReturnType<typeof actionOf>>;

const actionOf = (page: Page, name: string, work: Work) => async (event: RequestEvent) => {
	const words = wordsIn(await event.request.formData());
	try {
		await work(caller(event).desk, words, event.locals.language);
	} catch (thrown) {
		return refuse(thrown, { ...words, action: name });
	}
	const next = typeof page === 'string' ? page : page(event);
	redirect(303, `${next}${next.includes('?') ? '&' : '?'}done=${name}`);
};
