import { redirect, type RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { NOTE_CONTACTS } from '$lib/domain/note-contact';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { dayIn } from '../../dunning/filters';
import { toldOnPhone } from '../../dunning/told-on-phone';
import { fillAction } from '../../fill-action';
import { orNone } from '../../form';
import { packIn } from './proof-days';

const LATEST_REMINDERS = 10;

export const load = async (event) => {
	const desk = caller(event).desk;
	const customer = await orPage(desk.customers.page({ code: event.params.code }));
	const { frame } = await event.parent();
	const mayRead = can(frame.user.role, 'dunning.read');
	const { on, refused } = dayIn(event.url, frame.today);
	const limit = event.url.searchParams.get('reminders') === 'all' ? 1000 : LATEST_REMINDERS;
	return {
		customer,
		why: mayRead ? await orPage(desk.dunning.whyCustomer({ customerId: customer.id, on })) : null,
		refused,
		notices: mayRead
			? await orPage(desk.dunning.ofCustomer({ customerId: customer.id, limit }))
			: null,
		followed: mayRead ? await orPage(desk.scenarios.ofCustomer({ customerId: customer.id })) : null,
		colleagues: can(frame.user.role, 'customers.edit') ? await orPage(desk.settings.users()) : [],
		former: can(frame.user.role, 'customers.edit')
			? await orPage(desk.privacy.former({ code: customer.code }))
			: [],
		failing: mayRead ? await orPage(desk.dunning.failingNumbers({ customerId: customer.id })) : [],
		order: mayRead ? await orPage(desk.dunning.contactOrder({ customerId: customer.id })) : null,
		known: await orPage(desk.fields.ofCustomer({ customerId: customer.id })),
		promises: await orPage(desk.promises.ofCustomer({ customerId: customer.id })),
		claims: await orPage(desk.payments.claims({ customerId: customer.id })),
		messages: await orPage(desk.customers.messages({ customerId: customer.id })),
		told: mayRead ? await toldOnPhone(event, customer.code) : null,
		done: event.url.searchParams.get('done'),
		pack: packIn(event.url),
		/** What is written down here was said in a call of the list. */
		fromQueue: event.url.searchParams.get('from') === 'queue' || event.url.searchParams.has('call'),
		adding: event.url.searchParams.get('add') === 'contact',
		paymentId: uuidv7(),
		noteId: uuidv7(),
		promiseKey: uuidv7()
	};
};

type Door = ReturnType<typeof caller>['desk'];
type Customer = Awaited<ReturnType<Door['customers']['page']>>;
type Words = Record<string, string>;
type Made = Awaited<ReturnType<Door['promises']['make']>>;

const action =
	(
		name: string,
		work: (door: Door, customer: Customer, words: Words, language: Language) => Promise<unknown>,
		/** What became of it, when that is not always the same. */
		became: { done: (result: never) => string } = { done: () => name }
	) =>
	async (event: RequestEvent<{ code: string }>) => {
		const words = wordsIn(await event.request.formData());
		let done: string;
		try {
			const door = caller(event).desk;
			const customer = await door.customers.page({ code: event.params.code });
			done = became.done((await work(door, customer, words, event.locals.language)) as never);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		const back = words.call ? '&from=queue' : '';
		redirect(303, `/customers/${encodeURIComponent(event.params.code)}?done=${done}${back}`);
	};

export const actions = {
	hold: action('hold', (door, { id: customerId }, words) =>
		door.customers.hold({
			customerId,
			kind: words.kind as never,
			reason: words.reason ?? '',
			untilOn: orNone(words.untilOn),
			...aboutIn(words)
		})
	),
	release: action('release', (door, _, words) =>
		door.customers.release({ holdId: words.holdId ?? '', reason: words.releaseReason })
	),
	scenario: action('scenario', (door, { id: customerId }, words) =>
		door.scenarios.chooseForCustomer({
			customerId,
			scenarioId: orNone(words.scenarioId) ?? null,
			group: words.group ?? ''
		})
	),
	takeBack: action('takeBack', (door, { id: customerId }, words) =>
		door.dunning.takeBack({ customerId, reason: words.reason ?? '' })
	),
	payment: action('payment', (door, { id: customerId }, words, language) => {
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
	}),
	addContact: action('addContact', (door, { id: customerId }, words) =>
		door.customers.addContact({ customerId, ...contactIn(words) })
	),
	editContact: action('editContact', (door, _, words) =>
		door.customers.editContact({ contactId: words.contactId ?? '', ...contactIn(words) })
	),
	removeContact: action('removeContact', (door, _, words) =>
		door.customers.removeContact({ contactId: words.contactId ?? '' })
	),
	writeNote: action('writeNote', (door, { id: customerId }, words) =>
		door.customers.writeNote({
			...{ noteId: words.noteId ?? '', customerId, body: words.noteBody ?? '' },
			contact: NOTE_CONTACTS.find((one) => one === words.noteContact) ?? null
		})
	),
	strikeNote: action('strikeNote', (door, _, words) =>
		door.customers.strikeNote({ noteId: words.noteId ?? '' })
	),
	officer: action('officer', (door, { id: customerId }, words) =>
		door.customers.setOfficer({ customerId, userId: orNone(words.officerId) ?? null })
	),
	fill: fillAction(
		({ params }: RequestEvent<{ code: string }>) => `/customers/${encodeURIComponent(params.code)}`,
		async (door, { params }, sent) => {
			const { id: customerId } = await door.customers.page({ code: params.code });
			return door.fields.fillCustomer({ customerId, ...sent });
		}
	),
	clearBounce: action('clearBounce', (door, _, words) =>
		door.customers.clearBounce({ contactId: words.contactId ?? '' })
	),
	clearNumber: action('clearNumber', (door, _, words) =>
		door.customers.clearNumber({ contactId: words.contactId ?? '' })
	),
	promise: action(
		'promise',
		(door, customer, words, language) =>
			door.promises.make({
				customerId: customer.id,
				items: promisedIn(customer, words, language),
				dueOn: words.dueOn ?? '',
				note: words.note,
				source: words.source as never,
				idempotencyKey: words.idempotencyKey ?? ''
			}),
		// Beyond the limits it suspends nothing yet.
		{ done: ({ beyond }: Made) => (beyond.length ? 'promiseUndecided' : 'promise') }
	),
	decidePromise: action('decidePromise', (door, _, words) =>
		door.promises.decide({
			promiseId: words.promiseId ?? '',
			verdict: words.verdict as never,
			note: words.note
		})
	),
	answerClaim: action('answerClaim', (door, _, words) =>
		door.payments.answerClaim({
			claimId: words.claimId ?? '',
			verdict: words.verdict as never,
			note: words.note
		})
	),
	answerMessage: action('answerMessage', (door, _, { messageId = '', answer = '' }) =>
		door.customers.handleMessage({ messageId, answer })
	),
	handleMessage: action('handleMessage', (door, _, { messageId = '' }) =>
		door.customers.handleMessage({ messageId })
	),
	withdrawPromise: action('withdrawPromise', (door, _, words) =>
		door.promises.withdraw({
			promiseId: words.promiseId ?? '',
			because: words.because === 'by_mistake' ? 'by_mistake' : 'taken_back'
		})
	)
};

/** `invoice:<id>`, `contact:<id>`, or nothing for the whole customer. */
function aboutIn({ about = '' }: Words): { invoiceId?: string; contactId?: string } {
	const [what, id = ''] = about.split(':');
	if (what === 'invoice') return { invoiceId: id };
	return what === 'contact' ? { contactId: id } : {};
}

const contactIn = ({ name, email, phone, role, language, timeZone, comesBack }: Words) => ({
	comesBack: comesBack === 'on',
	name: name ?? '',
	email: email ?? '',
	phone,
	role: role as never,
	language: (orNone(language) ?? null) as never,
	timeZone: orNone(timeZone) ?? null
});

/** The ticked invoices with their amounts. */
const promisedIn = ({ invoices }: Customer, words: Words, language: Language) =>
	invoices
		.filter(({ id }) => words[`promise-${id}`] === 'on')
		.map(({ id: invoiceId, currency }) => {
			const amountMinor = readAmount(words[`amount-${invoiceId}`] ?? '', currency, language);
			if (amountMinor === null) throw new AppError('amount_invalid', {}, 'items');
			return { invoiceId, amountMinor };
		});
