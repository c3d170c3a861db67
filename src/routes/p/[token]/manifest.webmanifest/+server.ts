import { json } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** Installed from a link, the application opens that link. */
export const GET = async (event) => {
	const { creditor, mark } = await orPage(caller(event).portal.customers.frame());
	return json(
		{
			// Another creditor on this host is another application; a newer link to the same account is the same one.
			id: `/p/${mark}`,
			name: creditor.name,
			short_name: creditor.name.slice(0, 24),
			lang: event.locals.language,
			start_url: `/p/${event.params.token}`,
			scope: '/p/',
			display: 'standalone',
			background_color: '#fbfaf6',
			theme_color: '#0f5c4d',
			icons: [
				{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
				{
					src: '/icons/icon-maskable-512.png',
					sizes: '512x512',
					type: 'image/png',
					purpose: 'maskable'
				}
			]
		},
		{ headers: { 'content-type': 'application/manifest+json; charset=utf-8' } }
	);
};
