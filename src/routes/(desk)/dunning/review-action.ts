import type { RequestEvent } from '@sveltejs/kit';
import { CHANNELS, type Channel } from '$lib/domain/dunning/scenario';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';

export interface QueueFilter {
	step?: string;
	channel?: Channel;
	mine: boolean;
	page: number;
}

/** What the address asks for; anything unknown in it is as if it were not there. */
export function queueFilterIn({ searchParams }: URL): QueueFilter {
	const step = searchParams.get('step') ?? '';
	const channel = CHANNELS.find((each) => each === searchParams.get('channel'));
	const page = Number(searchParams.get('page'));
	return {
		...(/^[a-z0-9_]{1,60}$/.test(step) && { step }),
		...(channel && { channel }),
		mine: searchParams.get('whose') === 'mine',
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
	};
}

/** Yes or no to what is ticked, or to everything the filter shows. */
export async function reviewAction(event: RequestEvent) {
	const form = await event.request.formData();
	const picked = form.getAll('pick').map(String);
	const note = String(form.get('note') ?? '');
	const [verb, all] = String(form.get('do') ?? 'skip').split('-');
	try {
		if (!all && picked.length === 0) throw new AppError('nothing_picked');
		const { page: _page, ...filter } = queueFilterIn(event.url);
		const reviewed = await caller(event).desk.review.decide({
			verb: verb === 'confirm' ? 'confirm' : 'skip',
			chosen: all ? { filter, seen: Number(form.get('seen')) } : { noticeIds: picked },
			note
		});
		return { reviewed };
	} catch (thrown) {
		return refuse(thrown, { note, picked });
	}
}
