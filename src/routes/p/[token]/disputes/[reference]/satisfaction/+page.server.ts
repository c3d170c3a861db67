import { redirect } from '@sveltejs/kit';
import { AppError, refuseAll } from '$lib/domain/errors';
import { say } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../../sent-form';
import { refused, shownAgain } from '../../incoming';
import { typedInLanguage } from '$lib/components/portal/other-language';
import { portalForm } from '../../../who-acts';
import type { Actions, PageServerLoad } from './$types';

const QUESTIONS = ['solved', 'ease'];

/** Looking answers nothing: the questions are answered by the button, never by an address. */
export const load: PageServerLoad = async (event) => {
	const { reference } = event.params;
	const survey = await orPage(caller(event).portal.disputes.survey({ reference }));
	const isAsked = survey.open && !survey.answered;
	return { reference, survey, ...(isAsked && { typedIn: { id: 'survey' } }) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await portalForm(event);
		const words = wordsIn(form);
		const { reference } = event.params;
		const values = {
			solved: words.solved ?? '',
			ease: words.ease ?? '',
			comment: words.comment ?? ''
		};
		if (typedInLanguage(form)) return shownAgain(values);
		try {
			refuseUnanswered(words);
			await caller(event).portal.disputes.rate({
				reference,
				solved: Number(words.solved),
				ease: Number(words.ease),
				comment: values.comment
			});
		} catch (thrown) {
			return refused(thrown, values);
		}
		redirect(303, event.url.pathname);
	}
};

/** Both questions at once, each in its own words. */
function refuseUnanswered(words: Record<string, string>): void {
	refuseAll(
		QUESTIONS.filter((question) => !words[question]).map(
			(question) =>
				new AppError(
					'score_required',
					{ question: say(`follow_survey_${question}`) },
					`${question}-1`
				)
		)
	);
}
