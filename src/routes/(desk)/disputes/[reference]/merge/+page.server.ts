import { redirect } from '@sveltejs/kit';
import { COUNTED } from '$lib/domain/disputes/merged-amounts';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';

/** `?from=` of the case that goes into this one. */
export const load = async (event) => ({
	plan: await orPage(
		caller(event).desk.disputes.mergePlan({
			reference: event.params.reference,
			from: event.url.searchParams.get('from') ?? ''
		})
	)
});

export const actions = {
	default: async (event) => {
		const words = wordsIn(await event.request.formData());
		const { reference } = event.params;
		const { from = '', note = '', seen = '', seenInto = '' } = words;
		const counted = COUNTED.find((way) => way === words.counted);
		const { disputes } = caller(event).desk;
		try {
			await disputes.merge({ reference, from, counted, note, seen, seenInto });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'merge' });
		}
		redirect(303, `/disputes/${reference}?done=merge`);
	}
};
