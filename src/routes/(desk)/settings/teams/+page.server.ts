import { redirect } from '@sveltejs/kit';
import { TEAMS } from '$lib/domain/disputes/team-told';
import { asLanguage } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';

export const load = async (event) => ({
	teams: await orPage(caller(event).desk.settings.teams()),
	isSaved: event.url.searchParams.has('done')
});

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.settings.nameTeamHeads({
				heads: TEAMS.map((key) => ({
					key,
					headName: words[`${key}-headName`] ?? '',
					headEmail: words[`${key}-headEmail`] ?? '',
					headLanguage: asLanguage(words[`${key}-headLanguage`]) ?? event.locals.language
				}))
			});
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'teams' });
		}
		redirect(303, '/settings/teams?done');
	}
};
