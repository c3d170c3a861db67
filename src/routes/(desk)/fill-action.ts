import { redirect, type RequestEvent } from '@sveltejs/kit';
import { leftAside } from '$lib/components/fields/left-aside';
import type { ArchivedField } from '$lib/domain/fields/value';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../sent-form';
import { filledIn } from './filled-in';

type Door = ReturnType<typeof caller>['desk'];
type Sent = ReturnType<typeof filledIn>;
type Words = Record<string, string>;

/** Saves custom fields. What was typed into one that was archived meanwhile is shown again: it is saved nowhere. */
export const fillAction =
	<Event extends RequestEvent>(
		page: (event: Event) => string,
		save: (door: Door, event: Event, sent: Sent, words: Words) => Promise<ArchivedField[]>
	) =>
	async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const { language } = event.locals;
		try {
			const left = await save(caller(event).desk, event, filledIn(words, language), words);
			if (leftAside(words, left, language).length) return { filled: words };
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'fill' });
		}
		redirect(303, `${page(event)}?done=fill`);
	};
