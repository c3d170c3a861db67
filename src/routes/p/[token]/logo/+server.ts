import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

/** Asked for by its version, it never changes: kept by this browser, and by nothing between. */
export const GET = async (event) => {
	const { version, content } = await orPage(caller(event).portal.customers.logo());
	const response = attachmentResponse(
		{ name: 'logo.webp', mime: 'image/webp', content },
		{ inline: true }
	);
	if (event.url.searchParams.get('v') === version)
		response.headers.set('cache-control', 'private, max-age=31536000, immutable');
	return response;
};
