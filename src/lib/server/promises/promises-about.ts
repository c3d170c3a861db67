import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { brokenOn, standingOf } from '$lib/domain/promises/standing';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { madePromises, type MadeItem, type MadePromise } from './made-promises';
import { promiseTerms } from './queries';

/** What happened to a promise about an invoice, on its day. */
export interface PromiseEvent {
	on: LocalDate;
	what: 'made' | 'asked' | 'approved' | 'refused' | 'withdrawn' | 'unasked' | 'kept' | 'broken';
	/** The promised day, and how much of this invoice was promised for it. */
	dueOn: LocalDate;
	amountMinor: bigint;
}

/** What was received of an invoice, in any order. */
type Received = readonly { on: LocalDate; amountMinor: bigint }[];

/** All that was promised of one invoice, and what became of it. */
export async function promisesAbout(
	unit: Unit<PortalScope>,
	invoiceId: string,
	received: Received
): Promise<PromiseEvent[]> {
	const { customerId } = unit.scope;
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	// What a colleague wrote down by mistake says nothing about the customer.
	const meant = made.filter(({ row }) => row.withdrawnBecause !== 'by_mistake');
	return meant.flatMap((one) =>
		one.items
			.filter((item) => item.invoiceId === invoiceId)
			.flatMap((item) => eventsOf(unit, { one, item, received }))
	);
}

interface OneItem {
	one: MadePromise;
	item: MadeItem;
	received: Received;
}

function eventsOf(unit: Unit<PortalScope>, { one, item, received }: OneItem): PromiseEvent[] {
	const { row, isBeyond, verdict } = one;
	const dayOf = (at: Date): LocalDate => localDateAt(at, unit.scope.timeZone);
	const days: [PromiseEvent['what'], LocalDate | null][] = [
		[isBeyond ? 'asked' : 'made', row.madeOn],
		[row.verdict ?? 'approved', row.verdict && row.decidedAt && dayOf(row.decidedAt)],
		// Nobody had agreed to it: what was taken back is a request.
		[
			isBeyond && verdict === null ? 'unasked' : 'withdrawn',
			row.withdrawnAt && dayOf(row.withdrawnAt)
		],
		...endOf(unit, { one, item, received })
	];
	return days.flatMap(([what, on]) =>
		on ? [{ on, what, dueOn: one.dueOn, amountMinor: item.amountMinor }] : []
	);
}

/** As it stands for this invoice: another one of the same promise may be unpaid. */
function endOf(
	{ today }: Unit<PortalScope>,
	{ one, item, received }: OneItem
): [PromiseEvent['what'], LocalDate | null][] {
	const { graceEnd } = one;
	const standing = standingOf({ ...one, items: [item] }, { today, graceEnd });
	if (standing === 'kept') return [['kept', lastOf(received, one)]];
	return standing === 'broken' || standing === 'kept_late' ? [['broken', brokenOn(graceEnd)]] : [];
}

/** The day of the last money that came in time; null when it was contested instead of paid. */
const lastOf = (received: Received, { row, graceEnd }: MadePromise): LocalDate | null =>
	received
		.map(({ on }) => on)
		.filter((on) => row.madeOn <= on && on <= graceEnd)
		.sort()
		.at(-1) ?? null;
