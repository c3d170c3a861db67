import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const wanted = event.url.searchParams.has('thumbnail') ? 'thumbnail' : 'file';
	const file = await orPage(
		caller(event).portal.disputes.attachment({ id: event.params.id, wanted })
	);
	return attachmentResponse(file, { inline: wanted === 'thumbnail' });
};
