import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';

/** `?id=` of the one to change; without it a new one. */
export const load = async (event) => {
	const { answers } = caller(event).desk;
	const id = event.url.searchParams.get('id');
	if (id) return { answer: await orPage(answers.show({ id })) };
	await orPage(answers.list());
	return { answer: null };
};

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { answers } = caller(event).desk;
		const body = (language: string) => words[`body-${language}`] ?? '';
		const bodies = { fr: body('fr'), en: body('en'), de: body('de'), es: body('es') };
		const typed = { title: words.title ?? '', bodies };
		try {
			const { id, seen = '' } = words;
			if (id) await answers.change({ ...typed, id, seen });
			else await answers.add(typed);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'answer' });
		}
		redirect(303, '/settings/answers?done=save');
	}
};
