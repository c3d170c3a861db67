import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

/** The rows left out, as a file for a spreadsheet. */
export const GET = async (event) => {
	const { name, text } = await orPage(
		caller(event).desk.imports.errorFile({ id: event.params.id })
	);
	return attachmentResponse({
		name,
		mime: 'text/csv; charset=utf-8',
		content: new TextEncoder().encode(text)
	});
};
