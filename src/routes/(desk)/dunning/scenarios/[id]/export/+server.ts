import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { name, text } = await orPage(
		caller(event).desk.scenarios.exportFile({ scenarioId: event.params.id })
	);
	return attachmentResponse({
		name: `${name}.json`,
		mime: 'application/json',
		content: new TextEncoder().encode(text)
	});
};
