import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const asked = Object.fromEntries(event.url.searchParams);
	const { language } = event.locals;
	const { day, csv } = await orPage(caller(event).desk.audit.journalCsv({ ...asked, language }));
	return attachmentResponse({
		name: m.journal_file({ day }),
		mime: 'text/csv; charset=utf-8',
		content: new TextEncoder().encode(csv)
	});
};
