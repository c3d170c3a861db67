import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';

type Verb = 'confirm' | 'skip';

const act = (verb: Verb) => async (event: RequestEvent) => {
	const words = wordsIn(await event.request.formData());
	const { noticeId = '', note = '' } = words;
	try {
		await caller(event).desk.dunning[verb]({ noticeId, note, sure: words.sure === 'yes' });
		return { did: { verb, name: words[`name-${noticeId}`] ?? '' } };
	} catch (thrown) {
		return refuse(thrown, { ...words, noticeId, note, action: verb });
	}
};

/** Yes or no to a step that waits for a person: on the overview and on its own page. */
export const noticeActions = { confirm: act('confirm'), skip: act('skip') };
