import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) =>
	attachmentResponse(
		await orPage(
			caller(event).desk.customers.listFile({
				...Object.fromEntries(event.url.searchParams),
				...{ as: 'xlsx', language: event.locals.language }
			})
		)
	);
