import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';

type Verb = 'confirm' | 'skip';

const act = (verb: Verb) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	const noticeId = String(form.get('noticeId') ?? '');
	const note = String(form.get('note') ?? '');
	try {
		await caller(event).desk.dunning[verb]({ noticeId, note });
		return { did: { verb, name: String(form.get(`name-${noticeId}`) ?? '') } };
	} catch (thrown) {
		return refuse(thrown, { noticeId, note });
	}
};

/** Yes or no to a step that waits for a person: on the overview and on its own page. */
export const noticeActions = { confirm: act('confirm'), skip: act('skip') };
