import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { searchParams } = event.url;
	const as = searchParams.get('as') === 'json' ? 'json' : 'csv';
	const batchId = searchParams.get('batch') ?? '';
	return attachmentResponse(await orPage(caller(event).desk.credits.file({ batchId, as })));
};
