import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';

export const GET = async (event) => {
	const { searchParams } = event.url;
	const asked = async () =>
		caller(event).desk.proofs.ofCustomer({
			code: event.params.code,
			from: dayIn(searchParams, 'from'),
			until: dayIn(searchParams, 'until'),
			internal: searchParams.get('internal') === 'on',
			language: event.locals.language
		});
	const pack = await orPage(asked());
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};

/** Nothing: all days. @throws date_invalid: a pack of all days would pass for the one that was asked for */
function dayIn(said: URLSearchParams, field: 'from' | 'until'): LocalDate | null {
	const text = said.get(field)?.trim() ?? '';
	const day = parseLocalDate(text);
	if (text && !day) throw new AppError('date_invalid', {}, field);
	return day;
}
