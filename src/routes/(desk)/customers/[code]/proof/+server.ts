import { parseLocalDate } from '$lib/domain/calendar';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { searchParams } = event.url;
	const day = (name: string) => parseLocalDate(searchParams.get(name) ?? '');
	const pack = await orPage(
		caller(event).desk.proofs.ofCustomer({
			code: event.params.code,
			from: day('from'),
			until: day('until'),
			internal: searchParams.get('internal') === 'on',
			language: event.locals.language
		})
	);
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};
