import { json } from '@sveltejs/kit';
import { accentOf } from '$lib/components/portal/accent';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** Installed from a link, the application opens that link, and looks like the creditor's. */
export const GET = async (event) => {
	const { creditor, mark } = await orPage(caller(event).portal.customers.frame());
	const base = `/p/${event.params.token}`;
	return json(
		{
			// Another creditor on this host is another application; a newer link to the same account is the same one.
			id: `/p/${mark}`,
			name: creditor.name,
			short_name: creditor.name.slice(0, 24),
			lang: event.locals.language,
			start_url: base,
			scope: '/p/',
			display: 'standalone',
			background_color: '#fbfaf6',
			theme_color: accentOf(creditor.accent),
			icons: creditor.icon ? iconsAt(base + creditor.icon) : OURS
		},
		{ headers: { 'content-type': 'application/manifest+json; charset=utf-8' } }
	);
};

const [SMALL, LARGE] = ['192x192', '512x512'];
const icon = (src: string, sizes: string | undefined) => ({ src, sizes, type: 'image/png' });

const OURS = [
	icon('/icons/icon-192.png', SMALL),
	icon('/icons/icon-512.png', LARGE),
	{ ...icon('/icons/icon-maskable-512.png', LARGE), purpose: 'maskable' }
];

const iconsAt = (src: string) => [
	icon(`${src}&size=192`, SMALL),
	icon(`${src}&size=512`, LARGE),
	{ ...icon(`${src}&size=512&maskable`, LARGE), purpose: 'maskable' }
];
