import { redirect, type RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { dayIn } from '../../dunning/filters';
import { orNone } from '../../form';

const LATEST_REMINDERS = 10;

export const load = async (event) => {
	const desk = caller(event).desk;
	const customer = await orPage(desk.customers.page({ code: event.params.code }));
	const { frame } = await event.parent();
	const mayRead = can(frame.user.role, 'dunning.read');
	const { on } = dayIn(event.url);
	const limit = event.url.searchParams.get('reminders') === 'all' ? 1000 : LATEST_REMINDERS;
	return {
		customer,
		why: mayRead ? await orPage(desk.dunning.whyCustomer({ customerId: customer.id, on })) : null,
		notices: mayRead
			? await orPage(desk.dunning.ofCustomer({ customerId: customer.id, limit }))
			: null,
		done: event.url.searchParams.get('done'),
		paymentId: uuidv7()
	};
};

type Door = ReturnType<typeof caller>['desk'];
type Words = Record<string, string>;

const action =
	(
		name: string,
		work: (door: Door, customerId: string, words: Words, language: Language) => Promise<unknown>
	) =>
	async (event: RequestEvent<{ code: string }>) => {
		const words = wordsIn(await event.request.formData());
		try {
			const door = caller(event).desk;
			const { id } = await door.customers.page({ code: event.params.code });
			await work(door, id, words, event.locals.language);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/customers/${encodeURIComponent(event.params.code)}?done=${name}`);
	};

export const actions = {
	hold: action('hold', (door, customerId, words) =>
		door.customers.hold({
			customerId,
			kind: words.kind as never,
			reason: words.reason ?? '',
			untilOn: orNone(words.untilOn),
			invoiceId: orNone(words.invoiceId)
		})
	),
	release: action('release', (door, _, words) =>
		door.customers.release({ holdId: words.holdId ?? '' })
	),
	takeBack: action('takeBack', (door, customerId, words) =>
		door.dunning.takeBack({ customerId, reason: words.reason ?? '' })
	),
	payment: action('payment', (door, customerId, words, language) => {
		const currency = words.currency ?? '';
		const amountMinor = readAmount(words.amount ?? '', currency, language);
		if (amountMinor === null) throw new AppError('amount_invalid', {}, 'amount');
		return door.payments.record({
			paymentId: words.paymentId ?? '',
			customerId,
			receivedOn: words.receivedOn ?? '',
			amountMinor,
			currency,
			reference: words.reference ?? '',
			invoiceId: orNone(words.invoiceId)
		});
	})
};
