import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const as = event.url.searchParams.get('as') === 'json' ? 'json' : 'csv';
	const { batch: batchId } = event.params;
	return attachmentResponse(await orPage(caller(event).desk.credits.file({ batchId, as })));
};
