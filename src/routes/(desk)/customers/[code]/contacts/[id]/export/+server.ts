import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { code, id: contactId } = event.params;
	const { language } = event.locals;
	const pack = await orPage(caller(event).desk.privacy.export({ code, contactId, language }));
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};
