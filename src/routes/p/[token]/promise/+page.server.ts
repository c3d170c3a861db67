import { redirect } from '@sveltejs/kit';
import { retypedAmount, typedInLanguage } from '$lib/components/portal/other-language';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError, refuseAll } from '$lib/domain/errors';
import { isUuid } from '$lib/domain/uuid';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { naming } from '$lib/components/portal/naming';
import { chosenIn, idIn, withoutList } from '../chosen';
import { refused, shownAgain } from '../disputes/incoming';
import { portalForm } from '../who-acts';
import { LATER, meantFields } from './later-fields';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	if (event.request.method === 'GET') withoutList(event.url);
	const { promises } = caller(event).portal;
	const promiseId = idIn(event.url, 'made');
	const asked = chosenIn(event.url);
	const form = await orPage(promises.form({ invoiceIds: asked }));
	const made = promiseId ? await orPage(promises.made({ promiseId })) : null;
	const isAsked = !made && form.isPossible;
	const known = new Set([...form.invoices, ...form.withheld].map(({ id }) => id));
	return {
		...(isAsked && { typedIn: { id: 'promise', action: 'language' } }),
		pledge: form,
		/** How many were asked for by name and cannot be promised any more: nothing else is ticked instead. */
		gone: asked.filter((id) => !known.has(id)).length,
		/** With the invoices that were chosen: a refused page is about the same. */
		query: naming(asked),
		made
	};
};

export const actions: Actions = {
	/** Shown again in the language that was asked for; nothing is promised. */
	language: async (event) => {
		const form = await portalForm(event);
		const typed = typedIn(form);
		const { language } = event.locals;
		const amount = retypedAmount(typed.amount, typedInLanguage(form) ?? language, language);
		return shownAgain({ ...typed, amount });
	},
	/** Shown again with the sum of what is ticked; nothing is promised. */
	count: async (event) => shownAgain(typedIn(await portalForm(event))),
	make: async (event) => {
		const typed = typedIn(await portalForm(event));
		let promiseId: string;
		try {
			promiseId = await make(event, typed);
		} catch (thrown) {
			return refused(thrown, typed);
		}
		redirect(303, `${here(event)}?made=${promiseId}`);
	},
	withdraw: async (event) => {
		const form = await portalForm(event);
		const promiseId = String(form.get('promiseId') ?? '');
		try {
			await caller(event).portal.promises.withdraw({ promiseId });
		} catch (thrown) {
			return refused(thrown, typedIn(form));
		}
		redirect(303, `${here(event)}?made=${promiseId}`);
	}
};

const here = (event: RequestEvent): string => `/p/${event.params.token}/promise`;

type Typed = ReturnType<typeof typedIn>;

function typedIn(form: FormData) {
	const text = (name: string): string => String(form.get(name) ?? '').trim();
	return {
		invoices: form.getAll('invoice').map(String),
		/** Everything, with the sums that were shown. */
		every: form.has('every') ? text('every') : undefined,
		amount: text('amount'),
		day: text('day'),
		otherDay: text('otherDay'),
		/** Typed before, and refused with the page. */
		refusedDay: text('refusedDay'),
		later: Object.fromEntries(LATER.map((name) => [name, text(name)])),
		note: text('note'),
		key: text('key')
	};
}

async function make(event: RequestEvent, typed: Typed): Promise<string> {
	const { language } = event.locals;
	const { days, amountMinor } = await readIn(event, typed);
	const { invoices: invoiceIds, every, note, key: idempotencyKey } = typed;
	const asked = { invoiceIds, every, amountMinor, days, note, language, idempotencyKey };
	const { promiseId } = await caller(event).portal.promises.make(asked);
	return promiseId;
}

/** @throws everything that cannot be read, in the order of the page: nobody corrects one field to meet the next */
async function readIn(event: RequestEvent, typed: Typed) {
	const faults: AppError[] = [];
	const read = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
		try {
			return await work();
		} catch (thrown) {
			if (!(thrown instanceof AppError)) throw thrown;
			faults.push(thrown);
		}
	};
	const first = await read(() => firstDay(typed));
	await read(() => refuseUnticked(typed));
	const amountMinor = await read(() => amountIn(event, typed));
	const days = [first];
	for (const name of meantFields(typed.later))
		days.push(await read(() => dayOf(typed.later[name]!, name)));
	refuseAll(faults);
	return { days: days.map((day) => day!), amountMinor };
}

const isTicked = ({ every, invoices }: Typed): boolean =>
	every !== undefined || invoices.length > 0;

function refuseUnticked(typed: Typed): void {
	if (!isTicked(typed)) throw new AppError('invoice_required', {}, 'invoice');
}

/** Undefined is all that is free. Without an invoice there is no currency it could be read in. */
async function amountIn(event: RequestEvent, typed: Typed): Promise<bigint | undefined> {
	if (!typed.amount || !isTicked(typed)) return undefined;
	const minor = readAmount(typed.amount, await currencyOf(event, typed), event.locals.language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'amount');
	return minor;
}

/** A part of a sum is in the currency of what is ticked. @throws one_currency where that is in several */
async function currencyOf(event: RequestEvent, { invoices, every }: Typed): Promise<string> {
	const { promises } = caller(event).portal;
	const invoiceIds = every === undefined ? invoices.filter(isUuid) : [];
	const form = await promises.form({ invoiceIds });
	const ticked = form.every?.sums ?? form.invoices.filter(({ id }) => invoices.includes(id));
	const [currency, ...others] = new Set(ticked.map((one) => one.currency));
	if (others.length > 0) throw new AppError('one_currency', {}, 'amount');
	if (!currency) throw new AppError('nothing_to_promise', {}, 'invoice');
	return currency;
}

/** One day ticked and another one typed: nobody but the customer knows which he means, and it is kept as evidence. */
function firstDay({ day, otherDay, refusedDay }: Typed): LocalDate {
	if (day === 'other' || !day) return dayOf(otherDay, 'day');
	if (otherDay && otherDay !== day && otherDay !== refusedDay)
		throw new AppError('promise_two_days', {}, 'day');
	return dayOf(day, 'day');
}

function dayOf(text: string, field: string): LocalDate {
	const day = parseLocalDate(text);
	if (!day) throw new AppError(text ? 'date_invalid' : 'promise_day_required', {}, field);
	return day;
}
