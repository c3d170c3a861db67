import { json } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { progressHeaders, refusedUpload } from '../answers';
import type { RequestHandler } from './$types';

/** How much of it is here: where whoever was cut off goes on. HEAD asks for the headers alone. */
export const GET: RequestHandler = async (event) => {
	try {
		const state = await caller(event).portal.uploads.state({ id: event.params.id });
		return json(state, { headers: progressHeaders(state) });
	} catch (thrown) {
		return refusedUpload(thrown);
	}
};

/** The next part, at its place. */
export const PATCH: RequestHandler = async (event) => {
	try {
		const state = await caller(event).portal.uploads.write({
			id: event.params.id,
			offset: Number(event.request.headers.get('upload-offset') ?? Number.NaN),
			bytes: new Uint8Array(await event.request.arrayBuffer())
		});
		return new Response(null, { status: 204, headers: progressHeaders(state) });
	} catch (thrown) {
		return refusedUpload(thrown);
	}
};
