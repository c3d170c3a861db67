import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** Nothing between us and the browser may keep it back. */
const HEADERS = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'private, no-store, no-transform',
	'x-accel-buffering': 'no',
	// Its connection is of no use to anybody afterwards: a server that stops need not wait for it.
	connection: 'close'
};

export const GET = async (event) => {
	const reference = event.url.searchParams.get('reference') || undefined;
	return new Response(await orPage(caller(event).desk.live.open({ reference })), {
		headers: HEADERS
	});
};

/** Somebody types on a case. */
export const POST = async (event) => {
	const reference = event.url.searchParams.get('reference') ?? '';
	await orPage(caller(event).desk.live.writing({ reference }));
	return new Response(null, { status: 204 });
};
