import { DAY_MS, type LocalDate } from '$lib/domain/calendar';
import { keptPercent, type BeyondReason } from '$lib/domain/promises/policy';
import type { PromiseView } from '$lib/domain/promises/promise-view';
import { brokenOn, isLapsedOn, leftMinor } from '$lib/domain/promises/standing';
import { mayBeMistake } from '$lib/domain/promises/taken-back';
import type { InsideScope } from '../auth/scope';
import { findCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import {
	madePromises,
	type MadePromise,
	type PromiseReader,
	type PromiseTerms
} from './made-promises';

/** Of one customer or of all, the day that comes first at the top. */
export async function promisesOf(
	unit: Unit<InsideScope>,
	of: { customerId?: string } = {}
): Promise<PromiseView[]> {
	const made = await madePromises(
		unit,
		of.customerId ? { customerIds: [of.customerId] } : {},
		await promiseTerms(unit)
	);
	if (made.length === 0) return [];
	const invoiceIds = made.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId));
	const numbers = new Map(
		(await openInvoices(unit, { invoiceIds })).map(({ id, number }) => [id, number])
	);
	const ids = [...new Set(made.map(({ row }) => row.customerId))];
	const customers = new Map((await findCustomers(unit, { ids })).map((one) => [one.id, one]));
	return made
		.sort((a, b) => (b.dueOn < a.dueOn ? -1 : b.dueOn > a.dueOn ? 1 : b.row.id < a.row.id ? -1 : 1))
		.map((one) => viewOf(one, numbers, customers.get(one.row.customerId)!, unit.today));
}

export async function promiseTerms(unit: Unit<PromiseReader>): Promise<PromiseTerms> {
	const { promiseGraceDays: graceDays } = await organisationOf(unit);
	return { today: unit.today, graceDays, calendar: await workingCalendarOf(unit) };
}

/** Days after which an old promise says nothing about a customer any more. */
const RATED_DAYS = 365;

/** Of the promises whose day came in the last year; null when there is none. */
export const keptRate = (promises: readonly PromiseView[], today: LocalDate): number | null =>
	keptPercent(
		promises
			.filter(({ dueOn }) => Date.parse(today) - Date.parse(dueOn) <= RATED_DAYS * DAY_MS)
			.map(({ standing }) => standing)
	);

function viewOf(
	{ row, items, standing, graceEnd }: MadePromise,
	numbers: ReadonlyMap<string, string>,
	{ code, name }: { code: string; name: string },
	today: LocalDate
): PromiseView {
	return {
		id: row.id,
		customer: { code, name },
		standing,
		dueOn: row.dueOn,
		isLapsed: standing === 'to_decide' && isLapsedOn(graceEnd, today),
		waitedUntil: graceEnd,
		brokenOn: standing === 'broken' ? brokenOn(graceEnd) : null,
		items: items.map((item) => ({
			invoiceId: item.invoiceId,
			number: numbers.get(item.invoiceId) ?? '',
			currency: item.currency,
			amountMinor: item.amountMinor,
			leftMinor: leftMinor(item)
		})),
		source: row.source,
		madeOn: row.madeOn,
		madeBy: row.madeByName,
		note: row.note,
		beyond: row.beyond as BeyondReason[],
		withdrawnBy: row.withdrawnBy,
		because: row.withdrawnBecause,
		mayBeMistake: mayBeMistake({
			...{ standing, isByCustomer: row.source === 'portal', because: row.withdrawnBecause }
		}),
		decidedBy: row.decidedBy,
		decisionNote: row.decisionNote
	};
}
