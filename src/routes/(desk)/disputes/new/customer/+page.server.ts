import { error } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { errorWords } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** First the customer; the case is the next address. */
export const load = async (event) => {
	const { frame } = await event.parent();
	if (!can(frame.user.role, 'disputes.open'))
		error(403, { message: 'not_allowed', code: 'not_allowed', words: errorWords('not_allowed') });
	const q = event.url.searchParams.get('q')?.trim() ?? '';
	// A mail to be made a dispute stays in the address.
	const mail = event.url.searchParams.get('mail') ?? '';
	return { q, mail, found: q ? await orPage(caller(event).desk.customers.find({ q })) : [] };
};
