import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { frame } = await event.parent();
	const notice = caller(event).desk.review.words({ noticeId: event.params.id });
	return {
		notice: await orPage(notice),
		timeZone: frame.organisation.timeZone,
		done: event.url.searchParams.get('done')
	};
};

type Event = RequestEvent<{ id: string }>;

const pathOf = ({ params }: Event): string => `/dunning/notices/${params.id}/words`;

export const actions = {
	save: async (event: Event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const words = { subject: text('subject'), body: text('body'), closing: text('closing') };
		const order = { noticeId: event.params.id, seen: text('seen'), words };
		try {
			await caller(event).desk.review.reword(order);
		} catch (thrown) {
			return refuse(thrown, words);
		}
		redirect(303, `${pathOf(event)}?done=saved`);
	},
	restore: async (event: Event) => {
		const seen = String((await event.request.formData()).get('seen') ?? '');
		try {
			await caller(event).desk.review.restoreWords({ noticeId: event.params.id, seen });
		} catch (thrown) {
			return refuse(thrown, null);
		}
		redirect(303, `${pathOf(event)}?done=restored`);
	}
};
