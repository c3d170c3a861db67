import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { reference } = event.params;
	const { language } = event.locals;
	const internal = event.url.searchParams.get('internal') === 'on';
	const pack = await orPage(caller(event).desk.proofs.ofCase({ reference, language, internal }));
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};
