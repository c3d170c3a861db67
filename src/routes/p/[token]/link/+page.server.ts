import { caller } from '$lib/server/trpc/caller';
import { refused } from '../disputes/incoming';
import { portalForm } from '../who-acts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		await portalForm(event);
		try {
			await caller(event).portal.customers.replaceLinks();
		} catch (thrown) {
			return refused(thrown, {});
		}
		// This one opens nothing any more, so the answer is the page itself: it may still say whose link it was.
		return { closed: true as const };
	}
};
