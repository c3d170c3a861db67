import { text } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';

/** Ready: the database answers too. A restored copy is ready to be looked at and released, and says that nothing leaves. */
export const GET = async (event) => {
	try {
		const { held } = await caller(event).health.ready();
		return text(held ? 'ready; held: restored from a backup, nothing is sent' : 'ready');
	} catch {
		return text('database unavailable', { status: 503 });
	}
};
