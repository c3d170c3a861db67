import { redirect } from '@sveltejs/kit';
import { AppError, refuseAll } from '$lib/domain/errors';
import { parseLocalDate } from '$lib/domain/calendar';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { retypedAmount, typedInLanguage } from '$lib/components/portal/other-language';
import { portalFilesIn } from '../../../sent-form';
import { againWithFiles, refusedWithFiles } from '../disputes/kept-files';
import { chosenIn, idIn, withoutList } from '../chosen';
import { portalForm } from '../who-acts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	if (event.request.method === 'GET') withoutList(event.url);
	const { payments } = caller(event).portal;
	const claimId = idIn(event.url, 'claimed');
	const form = await orPage(payments.form({ invoiceIds: chosenIn(event.url) }));
	return {
		/** One for each currency. */
		typedIn: form.transfers.map(({ currency }) => ({ id: `paid-${currency}`, action: 'language' })),
		form,
		claimed: claimId ? await orPage(payments.claimed({ claimId })) : null
	};
};

export const actions: Actions = {
	/** Shown again in the language that was asked for; nothing is said of a payment. */
	language: async (event) => {
		const form = await portalForm(event);
		const { language } = event.locals;
		const values = retyped(typedIn(form), typedInLanguage(form) ?? language, language);
		try {
			return await againWithFiles(event, form, values);
		} catch (thrown) {
			return refusedWithFiles(event, thrown, { form, values });
		}
	},
	claim: async (event) => {
		const form = await portalForm(event);
		const typed = typedIn(form);
		let claimId: string;
		try {
			claimId = await claim(event, typed, form);
		} catch (thrown) {
			return refusedWithFiles(event, thrown, { form, values: typed });
		}
		redirect(303, `/p/${event.params.token}/pay?claimed=${claimId}`);
	}
};

/** Everything of one kind, instead of naming thousands. */
const EVERY = ['overdue', 'upcoming'] as const;

type Typed = ReturnType<typeof typedIn>;

function typedIn(form: FormData) {
	const text = (name: string): string => String(form.get(name) ?? '');
	return {
		invoices: form.getAll('invoice').map(String),
		every: EVERY.find((every) => every === text('every')),
		currency: text('currency'),
		paidOn: text('paidOn'),
		amount: text('amount'),
		more: form.has('more'),
		reference: text('reference'),
		note: text('note'),
		parts: Object.fromEntries(
			[...form.keys()]
				.filter((name) => name.startsWith(PART))
				.map((name) => [name.slice(PART.length), text(name).trim()])
		),
		key: text('key')
	};
}

const retyped = (typed: Typed, from: Language, to: Language): Typed => ({
	...typed,
	amount: retypedAmount(typed.amount, from, to),
	parts: Object.fromEntries(
		Object.entries(typed.parts).map(([id, text]) => [id, retypedAmount(text, from, to)])
	)
});

/** Before the id of an invoice: how much of it was paid. */
const PART = 'part-';

async function claim(event: RequestEvent, typed: Typed, form: FormData): Promise<string> {
	const { language } = event.locals;
	const { paidOn, amountMinor, parts } = readTyped(typed, language);
	const { claimId } = await caller(event).portal.payments.claim({
		invoiceIds: typed.invoices,
		every: typed.every,
		...{ paidOn, amountMinor, currency: typed.currency, language },
		...(parts.length > 0 && { parts }),
		...{ isMore: typed.more, reference: typed.reference, note: typed.note },
		idempotencyKey: typed.key,
		files: await portalFilesIn(form)
	});
	return claimId;
}

/** All are told at once when several are wrong. */
function readTyped({ paidOn, amount, currency, parts, invoices }: Typed, language: Language) {
	const day = parseLocalDate(paidOn);
	const minor = readAmount(amount, currency, language);
	const read = invoices
		.filter((id) => parts[id])
		.map((id) => ({ invoiceId: id, amountMinor: readAmount(parts[id]!, currency, language) }));
	refuseAll([
		...(day ? [] : [new AppError('date_invalid', {}, 'paidOn')]),
		...(minor === null ? [new AppError('amount_invalid', {}, 'amount')] : []),
		...(read.some((part) => part.amountMinor === null)
			? [new AppError('amount_invalid', {}, 'parts')]
			: [])
	]);
	return {
		...{ paidOn: day!, amountMinor: minor! },
		parts: read.map(({ invoiceId, amountMinor }) => ({ invoiceId, amountMinor: amountMinor! }))
	};
}
