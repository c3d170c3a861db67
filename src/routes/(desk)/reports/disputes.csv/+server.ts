import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { attachmentResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const typed = (name: string) => event.url.searchParams.get(name) ?? '';
	const table = typed('table') === 'cases' ? 'cases' : 'figures';
	const asked = {
		asOf: typed('on'),
		from: typed('from'),
		language: event.locals.language,
		table
	} as const;
	const { asOf, csv } = await orPage(caller(event).desk.reports.disputesCsv(asked));
	const name =
		table === 'cases' ? m.reports_csv_cases_file({ day: asOf }) : m.reports_csv_file({ day: asOf });
	return attachmentResponse({
		name,
		mime: 'text/csv; charset=utf-8',
		content: new TextEncoder().encode(csv)
	});
};
