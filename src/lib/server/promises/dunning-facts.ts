import { and, eq, isNull } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import {
	brokenOn,
	graceEndsOn,
	leftMinor,
	standingOf,
	type PromiseFacts
} from '$lib/domain/promises/standing';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { promise, promiseItem } from '../db/schema/promises';
import { settledByDay, type SettledBy } from '../payments/dunning-facts';

/** What the promises about one invoice mean for dunning today. */
export interface InvoicePromise {
	promisedMinor: bigint;
	/** Last day it is waited for, the days of grace included. */
	promisedUntil?: LocalDate;
	brokenOn?: LocalDate;
}

export interface PromiseTerms {
	today: LocalDate;
	graceDays: number;
	calendar: WorkingCalendar;
}

/** By invoice. */
export async function promisesToDun(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	terms: PromiseTerms
): Promise<Map<string, InvoicePromise>> {
	const byInvoice = new Map<string, InvoicePromise>();
	for (const made of await promisesOf(unit, customerIds, terms)) {
		const standing = standingOf(made, { today: terms.today, graceEnd: made.graceEnd });
		for (const item of made.items)
			byInvoice.set(
				item.invoiceId,
				together(byInvoice.get(item.invoiceId), meaning(standing, item, made.graceEnd))
			);
	}
	return byInvoice;
}

type Item = PromiseFacts['items'][number] & { invoiceId: string };
interface Made extends PromiseFacts {
	items: readonly Item[];
	graceEnd: LocalDate;
}

async function promisesOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	terms: PromiseTerms
): Promise<Made[]> {
	const rows = await rowsOf(unit, customerIds);
	const settledBy = await settledByDay(
		unit,
		rows.map(({ item }) => item.invoiceId)
	);
	return [...groupBy(rows, ({ item }) => item.promiseId).values()].map((items) =>
		madeOf(items, settledBy, terms)
	);
}

const rowsOf = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({ promise, item: promiseItem })
		.from(promiseItem)
		.innerJoin(
			promise,
			and(
				eq(promise.organisationId, promiseItem.organisationId),
				eq(promise.id, promiseItem.promiseId)
			)
		)
		.where(
			and(
				eq(promiseItem.organisationId, unit.scope.organisationId),
				oneOf(promiseItem.customerId, customerIds),
				isNull(promise.withdrawnAt)
			)
		);

function madeOf(
	items: Awaited<ReturnType<typeof rowsOf>>,
	settledBy: SettledBy,
	{ today, graceDays, calendar }: PromiseTerms
): Made {
	const { dueOn, beyond, verdict, withdrawnAt } = items[0]!.promise;
	const graceEnd = graceEndsOn(dueOn, graceDays, calendar);
	return {
		dueOn,
		isBeyond: beyond.length > 0,
		verdict,
		isWithdrawn: withdrawnAt !== null,
		graceEnd,
		items: items.map(({ item: { invoiceId, amountMinor, settledBeforeMinor } }) => ({
			invoiceId,
			amountMinor,
			settledBeforeMinor,
			settledInTimeMinor: settledBy(invoiceId, graceEnd),
			settledNowMinor: settledBy(invoiceId, today)
		}))
	};
}

function meaning(
	standing: ReturnType<typeof standingOf>,
	item: Item,
	graceEnd: LocalDate
): InvoicePromise {
	if (standing === 'open') return { promisedMinor: leftMinor(item), promisedUntil: graceEnd };
	if (standing === 'broken' && leftMinor(item) > 0n)
		return { promisedMinor: 0n, brokenOn: brokenOn(graceEnd) };
	return { promisedMinor: 0n };
}

/** Several promises about one invoice: what is promised adds up, the latest days count. */
function together(earlier: InvoicePromise | undefined, one: InvoicePromise): InvoicePromise {
	if (!earlier) return one;
	const latest = (a?: LocalDate, b?: LocalDate) => (a && b ? (a > b ? a : b) : (a ?? b));
	const until = latest(earlier.promisedUntil, one.promisedUntil);
	const broken = latest(earlier.brokenOn, one.brokenOn);
	return {
		promisedMinor: earlier.promisedMinor + one.promisedMinor,
		...(until && { promisedUntil: until }),
		...(broken && { brokenOn: broken })
	};
}
