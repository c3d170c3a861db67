import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { reference, id } = event.params;
	return attachmentResponse(await orPage(caller(event).desk.disputes.paper({ reference, id })));
};
