import { eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { minorMin, totals } from '$lib/domain/money';
import { latestToAsk, planFault, type PromisedAmount } from '$lib/domain/promises/plan';
import { refuseAboveOnce } from '$lib/domain/receivables/at-once';
import { sumsKey } from '$lib/domain/receivables/every';
import { formatDay, formatMoney, formatTotals } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { evidenceOf } from '../evidence';
import { openInvoices } from '../invoices/queries';
import { organisationOf, type Organisation } from '../settings/queries';
import type { FreeInvoice } from './free-invoices';
import type { MadePromise } from './made-promises';
import { makePlan, type MadePlan } from './make-plan';
import { promisableOf, usual } from './promisable';
import { promiseLines } from './promise-words';
import { tellOfPromise } from './tell-of-promise';
import { isUnanswered, undecidedPlans } from './waiting-requests';

export interface AskedPromise {
	/** Empty = everything that can be promised. */
	invoiceIds: readonly string[];
	/** Instead of naming them: the sums that were shown of everything that is late, or else open. */
	every?: string | undefined;
	/** Of all of them together, in one currency; missing = all that is free. */
	amountMinor?: bigint | undefined;
	/** One for each payment. */
	days: readonly LocalDate[];
	note: string;
	/** In a formal notice: only a person agrees to a date. */
	withheld: ReadonlySet<string>;
	language: Language;
	idempotencyKey: string;
}

/** A customer promises through his link; the words he was shown are kept as evidence. */
export async function askPromise(unit: Unit<PortalScope>, input: AskedPromise): Promise<MadePlan> {
	refuseAboveOnce(input.invoiceIds);
	const organisation = await organisationOf(unit);
	const about = new Set<string>();
	let waiting: readonly MadePromise[] = [];
	const numbers = new Map<string, string>();
	const made = await makePlan(unit, {
		customerId: unit.scope.customerId,
		days: input.days,
		note: input.note,
		source: 'portal',
		idempotencyKey: input.idempotencyKey,
		content: contentOf(input),
		itemsOf: async (invoices, before) => {
			refuseDays(unit, input.days, organisation);
			for (const { invoice } of invoices) numbers.set(invoice.id, invoice.number);
			const invoiceIds = await namedIn(unit, input);
			await refuseGone(unit, invoices, new Set(invoiceIds));
			const items = itemsIn(invoices, { ...input, invoiceIds });
			for (const { invoiceId } of items) about.add(invoiceId);
			waiting = undecidedPlans(before)
				.filter((parts) => !isUnanswered(parts, unit.today))
				.flat();
			return items;
		},
		shown: (shares, beyond) => ({
			...evidenceOf(
				promiseLines({
					...{ shares, numbers, language: input.language, isRequest: beyond.length > 0 },
					...{ creditor: organisation.name, graceDays: organisation.promiseGraceDays },
					...{ timeZone: unit.scope.timeZone, today: unit.today }
				})
			),
			linkId: unit.scope.holder.linkId,
			language: input.language
		})
	});
	if (!made.known && made.beyond.length > 0) refuseSecond(waiting, about);
	if (!made.known) await refuseTooMany(unit);
	if (!made.known) await tellOfPromise(unit, made.promiseId, organisation);
	return made;
}

/** As it was written before everything could be promised without naming it. */
const contentOf = ({ invoiceIds, every, amountMinor, days, note }: AskedPromise) => [
	...[invoiceIds, amountMinor ?? null, days, note],
	...(every === undefined ? [] : [every])
];

/** The invoices are held: what is everything now is what it stays. @throws sum_changed */
async function namedIn(
	unit: Unit<PortalScope>,
	{ invoiceIds, every, withheld }: AskedPromise
): Promise<readonly string[]> {
	if (every === undefined) return invoiceIds;
	const due = usual((await promisableOf(unit, withheld)).free);
	if (due.length === 0) throw new AppError('nothing_to_promise', {}, 'invoice');
	const sums = totals(due.map(({ freeMinor: minor, currency }) => ({ minor, currency })));
	if (sumsKey(sums) !== every)
		throw new AppError('sum_changed', { sum: formatTotals(sums) }, 'invoice');
	return due.map(({ id }) => id);
}

/** Each is mailed, and may be taken back at once. This one is among them. @throws customer_too_often */
const refuseTooMany = (unit: Unit<PortalScope>): Promise<void> =>
	refuseAboveCustomerDay(unit, {
		...{ table: promise, at: promise.madeAt, most: CUSTOMER_DAY.promises + 1 },
		which: eq(promise.source, 'portal')
	});

/** One request about an invoice waits at a time: whoever decides would not know which holds. One whose day went by holds nobody up. */
function refuseSecond(waiting: readonly MadePromise[], about: ReadonlySet<string>): void {
	if (waiting.some(({ items }) => items.some(({ invoiceId }) => about.has(invoiceId))))
		throw new AppError('promise_waits', {}, 'invoice');
}

/** What nobody would decide about is refused at its own field (`day`, `day2`…), with the latest day that would do. */
function refuseDays(
	{ today }: Unit<PortalScope>,
	days: readonly LocalDate[],
	{ promiseMaximumDays, promiseInstalments }: Organisation
): void {
	const latestOn = latestToAsk(today, promiseMaximumDays);
	const askable = { today, latestOn, instalments: promiseInstalments };
	if (days.length === 0) throw new AppError('promise_day_required', {}, 'day');
	const fault = planFault(days, askable);
	if (!fault) return;
	const { problem, place } = fault;
	const field = place === 0 ? 'day' : `day${place + 1}`;
	if (problem === 'day_too_far')
		throw new AppError('promise_too_far', { day: formatDay(latestOn) }, field);
	if (problem === 'days_not_ascending') throw new AppError('promise_days_order', {}, field);
	if (problem === 'too_many_parts')
		throw new AppError('promise_too_many_parts', { max: String(promiseInstalments) }, 'parts');
	throw new AppError(problem, {}, field);
}

function itemsIn(
	invoices: readonly FreeInvoice[],
	{ invoiceIds, amountMinor, withheld }: AskedPromise
): PromisedAmount[] {
	if (invoiceIds.some((id) => withheld.has(id)))
		throw new AppError('promise_after_notice', {}, 'invoice');
	const named = new Set(invoiceIds);
	const chosen = invoices
		.filter(({ invoice: { id } }) => (named.size === 0 ? !withheld.has(id) : named.has(id)))
		.filter(({ freeMinor }) => freeMinor > 0n)
		.map(({ invoice, freeMinor }) => ({
			...{ invoiceId: invoice.id, currency: invoice.currency, amountMinor: freeMinor }
		}));
	if (chosen.length === 0) throw new AppError('nothing_to_promise', {}, 'invoice');
	return amountMinor === undefined ? chosen : upTo(chosen, amountMinor);
}

/**
 * Ticked, and paid, contested or promised before it was sent: left out in silence, he would think it promised.
 * @throws not_found, promise_not_free
 */
async function refuseGone(
	unit: Unit<PortalScope>,
	invoices: readonly FreeInvoice[],
	named: ReadonlySet<string>
): Promise<void> {
	const open = invoices.filter(({ invoice }) => named.has(invoice.id));
	const settled = await settledAmong(
		unit,
		[...named].filter((id) => !isIn(open, id))
	);
	const gone = [
		...open.flatMap(({ invoice, freeMinor }) => (freeMinor <= 0n ? [invoice.number] : [])),
		...settled.map(({ number }) => number)
	];
	if (gone.length > 0 && gone.length < named.size)
		throw new AppError('promise_not_free', { numbers: gone.join(', ') }, 'invoice');
}

const isIn = (open: readonly FreeInvoice[], id: string): boolean =>
	open.some(({ invoice }) => invoice.id === id);

/** His, and nothing of it is open any more. @throws not_found */
async function settledAmong(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	if (invoiceIds.length === 0) return [];
	const { customerId } = unit.scope;
	const settled = await openInvoices(unit, { customerId, invoiceIds });
	if (settled.length < invoiceIds.length) throw new AppError('not_found', {}, 'invoice');
	return settled;
}

/** The first ones, up to that much. */
function upTo(items: readonly PromisedAmount[], wanted: bigint): PromisedAmount[] {
	const [sum, ...others] = totals(
		items.map(({ amountMinor: minor, currency }) => ({ minor, currency }))
	);
	if (others.length > 0) throw new AppError('one_currency', {}, 'amount');
	if (wanted <= 0n) throw new AppError('amount_not_positive', {}, 'amount');
	if (wanted > sum!.minor)
		throw new AppError('promise_above_due', { max: formatMoney(sum!) }, 'amount');
	let left = wanted;
	return items.flatMap((item) => {
		const part = minorMin(left, item.amountMinor);
		left -= part;
		return part > 0n ? [{ ...item, amountMinor: part }] : [];
	});
}
