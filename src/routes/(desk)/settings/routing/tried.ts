import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { readAmount } from '$lib/i18n/read-amount';
import { errorWords } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { asAppError } from '$lib/server/trpc/errors';

/** What somebody tries, by the address of the page, and what would become of it. */
export async function triedIn(event: RequestEvent, currency: string) {
	const asked = (name: string) => event.url.searchParams.get(name) ?? '';
	const values = { reason: asked('reason'), customer: asked('customer'), amount: asked('amount') };
	if (!values.reason) return { values, problem: null, result: null };
	try {
		const amountMinor = readAmount(values.amount, currency, event.locals.language);
		if (amountMinor === null) throw new AppError('amount_invalid', {}, 'amount');
		const { reason: reasonId, customer } = values;
		const result = await caller(event).desk.routing.try({ reasonId, customer, amountMinor });
		return { values, problem: null, result };
	} catch (thrown) {
		const { code, details, field } = asAppError(thrown);
		const problem = { field: field ?? null, words: errorWords(code, details) };
		return { values, problem, result: null };
	}
}
