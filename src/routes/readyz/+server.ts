import { text } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';

/** Ready: the database answers too. */
export const GET = async (event) => {
	try {
		await caller(event).health.ready();
		return text('ready');
	} catch {
		return text('database unavailable', { status: 503 });
	}
};
