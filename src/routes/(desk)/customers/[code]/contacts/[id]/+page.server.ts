import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../../sent-form';

type Event = RequestEvent<{ code: string; id: string }>;

export const load = async (event) => {
	const { code, id: contactId } = event.params;
	const { frame } = await event.parent();
	return {
		person: await orPage(caller(event).desk.privacy.person({ code, contactId })),
		mayErase: can(frame.user.role, 'privacy.manage')
	};
};

export const actions = {
	erase: async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const { code, id: contactId } = event.params;
		try {
			if (words.sure !== 'on') throw new AppError('erasure_not_confirmed', {}, 'sure');
			await caller(event).desk.privacy.erase({ contactId });
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'erase' });
		}
		redirect(303, `/customers/${encodeURIComponent(code)}?done=erase`);
	}
};
