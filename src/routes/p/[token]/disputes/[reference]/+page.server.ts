import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { uuidv7 } from 'uuidv7';
import { filesIn, hadFiles } from '../../../../sent-form';
import { refused } from '../incoming';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => ({
	found: await orPage(caller(event).portal.disputes.show({ reference: event.params.reference })),
	key: uuidv7(),
	said:
		(['sent', 'replied', 'withdrawn'] as const).find((what) => event.url.searchParams.has(what)) ??
		null
});

export const actions: Actions = {
	reply: async (event) => {
		const form = await event.request.formData();
		const [body, idempotencyKey] = [String(form.get('body') ?? ''), String(form.get('key') ?? '')];
		try {
			await caller(event).portal.disputes.reply({
				reference: event.params.reference,
				body,
				idempotencyKey,
				files: await filesIn(form)
			});
		} catch (thrown) {
			return refused(thrown, { body }, hadFiles(form));
		}
		redirect(303, `${here(event)}?replied#conversation`);
	},
	withdraw: async (event) => {
		try {
			await caller(event).portal.disputes.withdraw({ reference: event.params.reference });
		} catch (thrown) {
			return refused(thrown, { body: '' });
		}
		redirect(303, `${here(event)}?withdrawn`);
	}
};

const here = (event: RequestEvent): string =>
	`/p/${event.params.token}/disputes/${event.params.reference}`;
