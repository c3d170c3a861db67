import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';
import { orNone } from '../../../form';

/** What came of a call; what the customer promised or disputes is written down on the next page. */
export async function callAction(event: RequestEvent<{ id: string }>) {
	const words = wordsIn(await event.request.formData());
	const noticeId = event.params.id;
	let code: string;
	try {
		const { calls, dunning } = caller(event).desk;
		({ customerCode: code } = await dunning.notice({ noticeId }));
		await calls.record({
			noticeId,
			outcome: words.outcome as never,
			note: words.note,
			againOn: (orNone(words.againOn) ?? null) as never
		});
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'call' });
	}
	redirect(303, nextPage(words.outcome ?? '', noticeId, encodeURIComponent(code)));
}

function nextPage(outcome: string, noticeId: string, code: string): string {
	if (outcome === 'promised') return `/customers/${code}?call=${noticeId}#promises`;
	if (outcome === 'disputes') return `/disputes/new?customer=${code}&call=${noticeId}`;
	return `/dunning/notices/${noticeId}?done=${outcome}`;
}
