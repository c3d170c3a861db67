import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { DAY_MS, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { disputedMinor, heldOf, type Rest } from '$lib/domain/receivables/open-items';
import type { SystemScope } from '../auth/scope';
import { CHECKED_DAYS } from '../checks/check';
import { holdsOver } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { claimsOver } from '../disputes/claims-over';
import { numberedInvoices } from '../invoices/queries';
import { allocationsOver } from '../payments/dunning-facts';
import { promisedAt } from '../promises/promised-at';

interface AskedItem {
	invoiceId: string;
	collectibleMinor: bigint;
}

/** Of each notice that left: what it asked for, and the instant from which it could not be called back. */
interface Asked {
	noticeId: string;
	customerId: string;
	at: Date;
	on: LocalDate;
	items: AskedItem[];
}

/**
 * Mails and letters that asked for money which had been paid, contested, promised or put on hold
 * before they were taken to be sent.
 */
export async function askedInVain(unit: Unit<SystemScope>): Promise<string[]> {
	const asked = await askedLately(unit);
	const ids = [...new Set(asked.flatMap(({ items }) => items.map((item) => item.invoiceId)))];
	if (ids.length === 0) return [];
	const freeOf = await freeAmounts(unit, ids);
	const restsOf = await restsThen(unit, [...new Set(asked.map(({ customerId }) => customerId))]);
	const dueOf = (invoiceId: string, one: Asked): bigint => {
		const free = freeOf(invoiceId, one);
		return free - heldOf(free, restsOf(invoiceId, one));
	};
	return asked
		.filter((one) =>
			one.items.some(
				({ invoiceId, collectibleMinor }) =>
					collectibleMinor > 0n && collectibleMinor > dueOf(invoiceId, one)
			)
		)
		.map(({ noticeId }) => noticeId);
}

/** What could be asked for of an invoice then. */
async function freeAmounts(unit: Unit<SystemScope>, ids: string[]) {
	const claims = groupBy(await claimsOver(unit, ids), ({ invoiceId }) => invoiceId);
	const allocations = groupBy(await allocationsOver(unit, ids), ({ invoiceId }) => invoiceId);
	const totals = await totalsOf(unit, ids);
	const promised = await promisedAt(unit, ids);
	return (invoiceId: string, { at, on }: Asked): bigint => {
		const settledMinor = (allocations.get(invoiceId) ?? [])
			.filter((one) => one.at < at)
			.reduce((sum, { minor }) => sum + minor, 0n);
		const open = (totals.get(invoiceId) ?? 0n) - settledMinor;
		const contested = (claims.get(invoiceId) ?? []).filter((claim) => claim.wasOpen(at));
		return open - disputedMinor(open, contested) - promised(invoiceId, { at, on, settledMinor });
	};
}

/** What paused an invoice then, wholly or in part. */
async function restsThen(unit: Unit<SystemScope>, customerIds: string[]) {
	const holds = groupBy(await holdsOver(unit, customerIds), ({ customerId }) => customerId);
	return (invoiceId: string, { customerId, at, on }: Asked): Rest[] =>
		(holds.get(customerId) ?? []).filter(
			(hold) =>
				(hold.invoiceId === null || hold.invoiceId === invoiceId) &&
				hold.since < at &&
				(hold.releasedAt === null || hold.releasedAt > at) &&
				(hold.untilOn === null || hold.untilOn >= on)
		);
}

async function totalsOf(unit: Unit<SystemScope>, ids: string[]): Promise<Map<string, bigint>> {
	const invoice = numberedInvoices(unit);
	const rows = await unit.tx
		.select({ id: invoice.id, totalMinor: invoice.totalMinor })
		.from(invoice)
		.where(inArray(invoice.id, ids));
	return new Map(rows.map(({ id, totalMinor }) => [id, totalMinor]));
}

/** A letter is written at its confirmation, a mail at its last look. */
const LEFT = or(
	and(eq(notice.status, 'sent'), sql`${notice.content}->'claimedAt' is not null`),
	and(eq(notice.status, 'done'), inArray(notice.channel, ['letter', 'registered_letter']))
);

async function askedLately(unit: Unit<SystemScope>): Promise<Asked[]> {
	const since = new Date(unit.now.getTime() - CHECKED_DAYS * DAY_MS);
	const rows = await unit.tx
		.select({
			noticeId: notice.id,
			customerId: notice.customerId,
			closedAt: notice.closedAt,
			content: notice.content
		})
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				LEFT,
				gt(notice.plannedAt, since),
				sql`${notice.content}->'items' is not null`
			)
		);
	return rows.map(({ content, closedAt, ...row }) => ({
		...row,
		...askedIn(content as unknown as Kept, closedAt, unit.scope.timeZone)
	}));
}

/** As noticeContent and the claim write it; bigint amounts as text. */
interface Kept {
	claimedAt?: string;
	on: LocalDate;
	items: { invoiceId: string; collectibleMinor: string }[];
}

const askedIn = (
	{ claimedAt, on, items }: Kept,
	closedAt: Date | null,
	timeZone: string
): Pick<Asked, 'at' | 'on' | 'items'> => ({
	at: claimedAt ? new Date(claimedAt) : closedAt!,
	// A letter says the day it was written; a provider takes it on another.
	on: claimedAt ? localDateAt(new Date(claimedAt), timeZone) : on,
	items: items.map(({ invoiceId, collectibleMinor }) => ({
		invoiceId,
		collectibleMinor: BigInt(collectibleMinor)
	}))
});
