import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { CHECKED_DAYS } from '../checks/check';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { claimsOver, type Claimed } from '../disputes/dunning-facts';
import { numberedInvoices } from '../invoices/queries';
import { allocationsOver } from '../payments/dunning-facts';

/** Of each notice that left: what it asked for, and the instant from which it could not be called back. */
interface Asked {
	noticeId: string;
	at: Date;
	items: { invoiceId: string; openMinor: bigint; collectibleMinor: bigint }[];
}

/** Notices that asked for money which had been paid, or contested, before they were taken to be sent. */
export async function askedInVain(unit: Unit<SystemScope>): Promise<string[]> {
	const asked = await askedLately(unit);
	const ids = [...new Set(asked.flatMap(({ items }) => items.map((item) => item.invoiceId)))];
	if (ids.length === 0) return [];
	const claims = await claimsOver(unit, ids);
	const allocations = await allocationsOver(unit, ids);
	const totals = await totalsOf(unit, ids);
	const isVain = ({ at, items }: Asked): boolean =>
		items.some((item) => {
			const total = totals.get(item.invoiceId) ?? 0n;
			const settled = sumOf(allocations.filter((a) => a.invoiceId === item.invoiceId && a.at < at));
			const claimed = sumOf(claims.filter((c) => c.invoiceId === item.invoiceId && stood(c, at)));
			return item.collectibleMinor > 0n && item.collectibleMinor > total - settled - claimed;
		});
	return asked.filter(isVain).map(({ noticeId }) => noticeId);
}

async function totalsOf(unit: Unit<SystemScope>, ids: string[]): Promise<Map<string, bigint>> {
	const invoice = numberedInvoices(unit);
	const rows = await unit.tx
		.select({ id: invoice.id, totalMinor: invoice.totalMinor })
		.from(invoice)
		.where(inArray(invoice.id, ids));
	return new Map(rows.map(({ id, totalMinor }) => [id, totalMinor]));
}

const stood = ({ since, until }: Claimed, at: Date): boolean =>
	since < at && (until === null || until > at);

const sumOf = (rows: readonly { minor: bigint }[]): bigint =>
	rows.reduce((sum, { minor }) => sum + minor, 0n);

async function askedLately(unit: Unit<SystemScope>): Promise<Asked[]> {
	const since = new Date(unit.now.getTime() - CHECKED_DAYS * 86_400_000);
	const rows = await unit.tx
		.select({ noticeId: notice.id, content: notice.content })
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.status, 'sent'),
				gt(notice.plannedAt, since),
				sql`${notice.content} ? 'claimedAt'`
			)
		);
	return rows.map(({ noticeId, content }) => ({
		noticeId,
		...askedIn(content as unknown as Kept)
	}));
}

/** As noticeContent and the claim write it; bigint amounts as text. */
interface Kept {
	claimedAt: string;
	items: { invoiceId: string; openMinor: string; collectibleMinor: string }[];
}

const askedIn = ({ claimedAt, items }: Kept): Omit<Asked, 'noticeId'> => ({
	at: new Date(claimedAt),
	items: items.map(({ invoiceId, openMinor, collectibleMinor }) => ({
		invoiceId,
		openMinor: BigInt(openMinor),
		collectibleMinor: BigInt(collectibleMinor)
	}))
});
