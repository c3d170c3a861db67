import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const thumbnail = event.url.searchParams.has('thumbnail');
	const file = await orPage(
		caller(event).desk.disputes.attachment({
			id: event.params.id,
			wanted: thumbnail ? 'thumbnail' : 'file'
		})
	);
	return attachmentResponse(file, { inline: thumbnail });
};
