import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

/** Asked for by its version, it never changes: kept by this device, and by nothing between. */
export const GET = async (event) => {
	const asked = event.url.searchParams;
	const { version, content } = await orPage(
		caller(event).portal.customers.icon({
			size: asked.get('size') === '512' ? 512 : 192,
			maskable: asked.has('maskable')
		})
	);
	const response = attachmentResponse(
		{ name: 'icon.png', mime: 'image/png', content },
		{ inline: true }
	);
	if (asked.get('v') === version)
		response.headers.set('cache-control', 'private, max-age=31536000, immutable');
	return response;
};
