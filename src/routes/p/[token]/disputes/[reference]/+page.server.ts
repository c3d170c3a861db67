import { redirect } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { uuidv7 } from 'uuidv7';
import { filesIn, refused, tooLarge } from '../incoming';
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
		const files = await filesIn(form);
		try {
			if (tooLarge(files)) throw new AppError('body_too_large', {}, 'files');
			await caller(event).portal.disputes.reply({
				reference: event.params.reference,
				body,
				idempotencyKey,
				files
			});
		} catch (thrown) {
			return refused(thrown, { body }, files.length > 0);
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
