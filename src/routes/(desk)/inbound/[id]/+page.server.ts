import { fail, redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { caseIn, controlOf } from './chosen-case';

export const load = async (event) => ({
	mail: await orPage(caller(event).desk.inbound.page({ mailId: event.params.id }))
});

export const actions = {
	attach: async (event) => {
		const words = wordsIn(await event.request.formData());
		let reference: string;
		try {
			const asked = { mailId: event.params.id, reference: caseIn(words) };
			({ reference } = await caller(event).desk.inbound.attach(asked));
		} catch (thrown) {
			const { status, data } = refuse(thrown, { ...words, action: 'attach' });
			const field = controlOf(data.refusal.field, words);
			return fail(status, { ...data, refusal: { ...data.refusal, field } });
		}
		redirect(303, `/disputes/${reference}?done=mail`);
	},
	done: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.inbound.done({ mailId: event.params.id, note: words.note ?? '' });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'done' });
		}
		redirect(303, '/inbound?done=done');
	}
};
