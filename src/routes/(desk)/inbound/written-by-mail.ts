import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** What a customer wrote by mail (`?mail=<id>`), and what it seems to be about. */
export async function writtenByMail(
	event: Pick<RequestEvent, 'url' | 'locals'>,
	customerId: string
) {
	const mailId = event.url.searchParams.get('mail');
	if (!mailId) return null;
	const { inbound } = caller(event as RequestEvent).desk;
	return orPage(inbound.forDispute({ mailId, customerId }));
}
