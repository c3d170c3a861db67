import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const file = await orPage(caller(event).desk.inbound.original({ mailId: event.params.id }));
	return attachmentResponse(file, { inline: false });
};
