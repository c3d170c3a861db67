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
 * The forms of one page, by name. Done, it is shown again and says so (`?done=name`, or the name of how it
 * came out: `CameOut`); refused, it knows
 * which form it was and keeps what was typed.
 */
export const actionsOf = <Name extends string>(page: Page, works: Record<Name, Work>) =>
	Object.fromEntries(
		Object.entries<Work>(works).map(([name, work]) => [name, actionOf(page, name, work)])
	) as Record<Name, ReturnType<typeof actionOf>>;

/** More came of it than its name says. */
export class CameOut {
	constructor(readonly as: string) {}
}

const outcomeOf = (worked: unknown): string | null =>
	worked instanceof CameOut ? worked.as : null;

const actionOf = (page: Page, name: string, work: Work) => async (event: RequestEvent) => {
	const words = wordsIn(await event.request.formData());
	let done: string;
	try {
		done = outcomeOf(await work(caller(event).desk, words, event.locals.language)) ?? name;
	} catch (thrown) {
		return refuse(thrown, { ...words, action: name });
	}
	const next = typeof page === 'string' ? page : page(event);
	redirect(303, `${next}${next.includes('?') ? '&' : '?'}done=${done}`);
};
