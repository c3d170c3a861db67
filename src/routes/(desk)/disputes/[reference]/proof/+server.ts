import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { reference } = event.params;
	const { language } = event.locals;
	const pack = await orPage(caller(event).desk.proofs.ofCase({ reference, language }));
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};
