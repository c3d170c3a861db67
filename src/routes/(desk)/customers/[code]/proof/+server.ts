import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage } from '$lib/server/trpc/errors';
import { downloadResponse } from '$lib/server/trpc/file-response';
import { backToForm, dayIn } from '../proof-days';

export const GET = async (event) => {
	const { searchParams } = event.url;
	const { code } = event.params;
	const asked = async () =>
		caller(event).desk.proofs.ofCustomer({
			code,
			from: dayIn(searchParams, 'from'),
			until: dayIn(searchParams, 'until'),
			internal: searchParams.get('internal') === 'on',
			language: event.locals.language
		});
	const pack = await asked().catch((thrown: unknown) => {
		const { field } = asAppError(thrown);
		if (field === 'from' || field === 'until') redirect(303, backToForm(code, searchParams));
		return orPage(Promise.reject<never>(thrown));
	});
	return downloadResponse({ ...pack, mime: 'application/zip', content: await pack.open() });
};
