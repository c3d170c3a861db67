import { error, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { can } from '$lib/domain/access';
import { isContestedInFull } from '$lib/domain/disputes/contested-in-full';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, formOf, hadFiles, lostFiles, wordsIn } from '../../../sent-form';
import { toldOnPhone } from '../../dunning/told-on-phone';
import { writtenByMail } from '../../inbound/written-by-mail';
import { raiserIn } from './raiser';

/** First the customer, then the case: each step is an address. */
export const load = async (event) => {
	const { frame } = await event.parent();
	// What it shows is open to more roles than what it does.
	if (!can(frame.user.role, 'disputes.open'))
		error(403, { message: 'not_allowed', code: 'not_allowed' });
	const desk = caller(event).desk;
	const code = event.url.searchParams.get('customer');
	if (!code) redirect(303, `/disputes/new/customer${event.url.search}`);
	const told = await toldOnPhone(event, code);
	const customer = await orPage(desk.customers.page({ code }));
	const mail = await writtenByMail(event, customer.id);
	return {
		customer,
		mail,
		mailQuery: mail ? `?mail=${event.url.searchParams.get('mail')}` : '',
		told: told?.note ?? mail?.text ?? '',
		chosen:
			(mail && freeOf(customer.invoices, mail.invoiceIds)) ??
			event.url.searchParams.getAll('invoice'),
		reasons: await orPage(desk.settings.reasons()),
		key: uuidv7()
	};
};

/** Of those a mail names: what is contested in full already cannot be contested again. */
const freeOf = (
	invoices: readonly { id: string; openMinor: bigint; disputedMinor: bigint }[],
	named: readonly string[]
): string[] =>
	invoices
		.filter((invoice) => named.includes(invoice.id) && !isContestedInFull(invoice))
		.map(({ id }) => id);

export const actions = {
	default: async (event) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		const values = { ...words, action: 'log', invoices: form.getAll('invoice').join(' ') };
		let reference: string | null;
		try {
			const desk = caller(event).desk;
			const customer = await desk.customers.page({
				code: event.url.searchParams.get('customer') ?? ''
			});
			const items = itemsIn(form, words, customer.invoices, event.locals.language);
			if (!words.reasonCode) throw new AppError('reason_required', {}, 'reasonCode');
			const input = {
				customerId: customer.id,
				items,
				reasonCode: words.reasonCode,
				requestedOutcome: words.requestedOutcome as never,
				explanation: words.explanation ?? '',
				source: words.source as never,
				...raiserIn(words, customer.contacts),
				idempotencyKey: words.idempotencyKey ?? '',
				files: await filesIn(form)
			};
			const mailId = event.url.searchParams.get('mail');
			({ reference } = mailId
				? await desk.inbound.dispute({ ...input, mailId })
				: await desk.disputes.log(input));
		} catch (thrown) {
			return refuse(thrown, { ...values, lostFiles: lostFiles(form) }, hadFiles(form));
		}
		redirect(303, reference ? `/disputes/${reference}?done=log` : '/disputes');
	}
};

/** Ticked invoices; an empty amount means all of it. */
function itemsIn(
	form: FormData,
	words: Record<string, string>,
	invoices: readonly { id: string; currency: string }[],
	language: Language
) {
	const items = form.getAll('invoice').map((value) => {
		const invoice = invoices.find(({ id }) => id === value);
		if (!invoice) throw new AppError('not_found', {}, 'invoices');
		const typed = words[`part-${invoice.id}`]?.trim();
		const claimedMinor = typed ? readAmount(typed, invoice.currency, language) : undefined;
		if (claimedMinor === null) throw new AppError('amount_invalid', {}, `part-${invoice.id}`);
		return { invoiceId: invoice.id, claimedMinor };
	});
	if (!items.length) throw new AppError('invoice_required', {}, 'invoices');
	return items;
}
