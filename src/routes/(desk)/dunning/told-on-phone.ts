import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** What a customer just said on the phone (`?call=<notice>`), to be written down without typing it twice. */
export async function toldOnPhone(event: Pick<RequestEvent, 'url' | 'locals'>, code: string) {
	const noticeId = event.url.searchParams.get('call');
	if (!noticeId) return null;
	const { calls, dunning } = caller(event as RequestEvent).desk;
	const [made, notice] = await orPage(
		Promise.all([calls.ofNotice({ noticeId }), dunning.notice({ noticeId })])
	);
	if (notice.customerCode !== code) return null;
	const late = (notice.content?.items ?? []).filter(({ state }) => state === 'overdue');
	// Somebody may have called again, in vain, before it is written down.
	const said = made.findLast(({ outcome }) => outcome === 'promised' || outcome === 'disputes');
	return {
		note: (said ?? made.at(-1))?.note ?? '',
		invoiceIds: late.map(({ invoiceId }) => invoiceId)
	};
}
