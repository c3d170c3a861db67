import { redirect } from '@sveltejs/kit';
import { addDays } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { formatDayLong } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { filesIn, hadFiles, type SentFile } from '../../../../sent-form';
import { refused } from '../incoming';
import { itemsIn, typedIn, type Typed } from './typed';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const form = await orPage(caller(event).portal.disputes.form());
	const asked = event.url.searchParams.getAll('invoice');
	const free = form.invoices.filter(({ freeMinor }) => freeMinor > 0n);
	// Nothing asked for and one possible: no need to choose.
	const chosen =
		asked.length === 0 && free.length === 1
			? free.map(({ id }) => id)
			: free.filter(({ id }) => asked.includes(id)).map(({ id }) => id);
	const contested = form.invoices.find(
		({ id, freeMinor, cases }) => asked.includes(id) && freeMinor === 0n && cases.length > 0
	);
	if (contested && chosen.length === 0)
		redirect(303, `/p/${event.params.token}/disputes/${contested.cases[0]}`);
	return {
		reasons: form.reasons,
		invoices: free,
		chosen,
		key: form.idempotencyKey,
		outcomes: OUTCOMES,
		keptUntil: formatDayLong(addDays((await event.parent()).today, KEPT_DAYS))
	};
};

/** Some browsers forget what a page kept after a week without a visit. */
const KEPT_DAYS = 6;

/** As the customer may want to ask; "no preference" first. */
const OUTCOMES = ['NOA', 'CNP', 'CNF', 'NIN', 'PIN', 'CNA', 'OTH'] as const;

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const typed = typedIn(form);
		let location: string;
		try {
			location = await send(event, typed, await filesIn(form));
		} catch (thrown) {
			const failure = refused(thrown, typed, hadFiles(form));
			if (failure.data.problem.field === 'invoice' && (await mixesCurrencies(event, typed)))
				failure.data.problem.words = m.portal_new_one_currency();
			return failure;
		}
		redirect(303, location);
	}
};

async function send(event: RequestEvent, typed: Typed, files: SentFile[]): Promise<string> {
	const { disputes } = caller(event).portal;
	const base = `/p/${event.params.token}`;
	const known = await disputes.form();
	const reason = known.reasons.find(({ code }) => code === typed.reason);
	if (typed.invoices.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	if (!reason) throw new AppError('reason_required', {}, 'reason');
	if (reason.kind === 'answer') {
		await disputes.answer({
			reasonCode: reason.code,
			invoiceIds: typed.invoices,
			explanation: typed.explanation
		});
		return `${base}/invoices/${typed.invoices[0]}?noted`;
	}
	const opened = await disputes.open({
		items: itemsIn(
			typed,
			new Map(known.invoices.map(({ id, currency }) => [id, currency])),
			event.locals.language
		),
		reasonCode: typed.reason,
		requestedOutcome: typed.outcome,
		explanation: typed.explanation,
		idempotencyKey: typed.key,
		language: event.locals.language,
		files
	});
	return `${base}/disputes/${opened.reference}?sent`;
}

async function mixesCurrencies(event: RequestEvent, { invoices }: Typed): Promise<boolean> {
	const known = await caller(event).portal.disputes.form();
	return (
		new Set(
			known.invoices.filter(({ id }) => invoices.includes(id)).map(({ currency }) => currency)
		).size > 1
	);
}
