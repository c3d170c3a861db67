import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import type { RequestEvent } from '@sveltejs/kit';

export const load = async (event) => ({ clock: await orPage(caller(event).demo.clock()) });

async function move(event: RequestEvent, input: { days?: number; to?: string | null }) {
	try {
		return { moved: await caller(event).demo.setClock(input) };
	} catch (thrown) {
		return refuse(thrown, { to: typeof input.to === 'string' ? input.to : '' });
	}
}

export const actions = {
	day: (event) => move(event, { days: 1 }),
	week: (event) => move(event, { days: 7 }),
	back: (event) => move(event, { to: null }),
	to: async (event) => move(event, { to: String((await event.request.formData()).get('to') ?? '') })
};
