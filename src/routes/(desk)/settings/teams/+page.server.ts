import { redirect } from '@sveltejs/kit';
import type { Team } from '$lib/domain/disputes/team-told';
import { asLanguage } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';

export const load = async (event) => ({
	teams: await orPage(caller(event).desk.settings.teams()),
	done: event.url.searchParams.get('done')
});

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.settings.nameTeamHead({
				key: words.key as Team,
				headName: words.headName ?? '',
				headEmail: (words.headEmail ?? '').trim(),
				headLanguage: asLanguage(words.headLanguage) ?? event.locals.language
			});
		} catch (thrown) {
			return refuse(thrown, { ...words, action: `team-${words.key ?? ''}` });
		}
		redirect(303, `/settings/teams?done=${words.key}`);
	}
};
