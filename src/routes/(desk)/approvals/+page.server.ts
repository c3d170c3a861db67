import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';
import { answerApproval } from '../disputes/[reference]/answer-approval';

export const load = async (event) => {
	const { searchParams } = event.url;
	return {
		...(await orPage(caller(event).desk.disputes.approvals())),
		/** Which is being answered, and with what. */
		open: searchParams.get('case') ?? '',
		chosen: searchParams.get('approval') ?? '',
		done: searchParams.get('done'),
		about: searchParams.get('about') ?? ''
	};
};

export const actions = {
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
		redirect(303, `/approvals?done=${done}&about=${encodeURIComponent(reference)}`);
	}
};
