import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { asAppError } from '$lib/server/trpc/errors';

/** What somebody tries, by the address of the page, and what would become of it. */
export async function triedIn(event: RequestEvent, currency: string) {
	const asked = (name: string) => event.url.searchParams.get(name) ?? '';
	const values = { reason: asked('reason'), customer: asked('customer'), amount: asked('amount') };
	if (!values.reason) return { values, problem: null, result: null };
	try {
		const amountMinor = triedAmount(values.amount, currency, event.locals.language);
		const { reason: reasonId, customer } = values;
		const result = await caller(event).desk.routing.try({ reasonId, customer, amountMinor });
		return { values, problem: null, result };
	} catch (thrown) {
		const { code, details, field } = asAppError(thrown);
		return { values, problem: { code, details, field: field ?? null }, result: null };
	}
}

/** Left out, the smallest there is: rules that begin at an amount do not answer. @throws amount_invalid */
function triedAmount(typed: string, currency: string, language: Language): bigint {
	const minor = typed.trim() ? readAmount(typed, currency, language) : 0n;
	if (minor === null) throw new AppError('amount_invalid', {}, 'amount');
	return minor;
}
