import { redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { refuseLink } from '../../refuse-link';
import { answerIn } from '../../sent-answer';
import { filesIn, formOf, hadFiles, lostFiles, wordsIn } from '../../sent-form';

export const load = async (event) => {
	if (event.locals.scope?.audience !== 'resolver')
		await refuseLink(event, event.params.token, 'resolver');
	const door = caller(event).resolver.disputes;
	const { searchParams } = event.url;
	const about = await orPage(door.page());
	// An address kept open since he asked back thanks him no more once he was answered.
	const answered = about.isHisTurn ? null : searchParams.get('answered');
	return {
		case: about,
		key: uuidv7(),
		answered,
		asked: {
			mailed: searchParams.get('mailed'),
			enough: searchParams.get('enough'),
			over: searchParams.get('over')
		},
		waiting: about.isHisTurn ? [] : await orPage(door.waiting())
	};
};

export const actions = {
	default: async (event) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		try {
			const door = caller(event).resolver.disputes;
			const { claimed } = await door.page();
			await door.answer({
				...answerIn(words, { currency: claimed.currency, language: event.locals.language }),
				files: await filesIn(form)
			});
		} catch (thrown) {
			const values = { ...words, lostFiles: lostFiles(form), action: 'answer' };
			return refuse(thrown, values, hadFiles(form));
		}
		redirect(303, `?answered=${encodeURIComponent(words.verdict!)}`);
	}
};
