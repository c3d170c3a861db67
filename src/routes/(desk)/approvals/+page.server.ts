import { redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';
import { answerApproval } from '../disputes/[reference]/answer-approval';

export const load = async (event) => {
	const { searchParams } = event.url;
	const { frame } = await event.parent();
	const { desk } = caller(event);
	return {
		...(await orPage(desk.disputes.approvals({ page: searchParams.get('page') ?? 1 }))),
		/** What waits for the same people, and is answered where the promises are. */
		promises: can(frame.user.role, 'promises.decide') ? await orPage(desk.promises.waiting()) : [],
		singleKeys: (await orPage(desk.queue.views())).singleKeys,
		/** Which is being answered, and with what. */
		open: searchParams.get('case') ?? '',
		chosen: searchParams.get('approval') ?? '',
		done: searchParams.get('done'),
		about: searchParams.get('about') ?? ''
	};
};

/** A tick says which case, which request, and what was on the page about it. */
function pickedIn(tick: string) {
	const [disputeId = '', requestId = '', seen = ''] = tick.split('|');
	return { disputeId, requestId, seen };
}

export const actions = {
	signMany: async (event) => {
		const picked = (await event.request.formData()).getAll('case').map(String).map(pickedIn);
		try {
			return { many: await caller(event).desk.disputes.signMany({ picked }) };
		} catch (thrown) {
			return refuse(thrown, { action: 'signMany' });
		}
	},
	keys: async (event) => {
		const { singleKeys } = wordsIn(await event.request.formData());
		await caller(event).desk.queue.prefer({ singleKeys: singleKeys === 'on' });
		redirect(303, '/approvals');
	},
	answerApproval: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { disputeId = '', reference = '', currency = '' } = words;
		let done: string;
		try {
			const door = caller(event).desk.disputes;
			done = await answerApproval(door, { disputeId, currency }, words, event.locals.language);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'answerApproval' });
		}
		const page = event.url.searchParams.get('page') ?? '1';
		const next = new URLSearchParams({ done, about: reference, page });
		redirect(303, `/approvals?${next}`);
	}
};
