import type { RequestEvent } from '@sveltejs/kit';
import { askedNet } from '$lib/domain/dunning/asked';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** What a customer just said on the phone (`?call=<notice>`), to be written down without typing it twice. */
export async function toldOnPhone(event: Pick<RequestEvent, 'url' | 'locals'>, code: string) {
	const noticeId = event.url.searchParams.get('call');
	if (!noticeId) return null;
	const { calls, dunning } = caller(event as RequestEvent).desk;
	const [made, { customerCode, content }] = await orPage(
		Promise.all([calls.ofNotice({ noticeId }), dunning.notice({ noticeId })])
	);
	if (customerCode !== code) return null;
	// Somebody may have called again, in vain, before it is written down.
	const said = made.findLast(({ outcome }) => outcome === 'promised' || outcome === 'disputes');
	return {
		noticeId,
		note: (said ?? made.at(-1))?.note ?? '',
		/** As the call asked for it: less what the customer has to his credit. */
		amounts: content ? askedNet(content) : new Map<string, bigint>()
	};
}
