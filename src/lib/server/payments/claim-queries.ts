import { and, desc, eq, exists, gte, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { InsideScope, PortalScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { latestFirst } from '../db/latest-first';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';

/** What somebody said he paid, and what was found of it. */
export type Claim = typeof paymentClaim.$inferSelect;

/** Shown of what is answered: the latest ones. What waits is always shown. */
const KEPT = 20;

/** The latest first. */
export async function claimsOf(unit: Unit<InsideScope>, customerId: string): Promise<Claim[]> {
	const waiting = await latestClaims(unit, customerId, isNull(paymentClaim.verdict));
	const answered = await latestClaims(unit, customerId, isNotNull(paymentClaim.verdict), KEPT);
	return [...waiting, ...answered].sort(latestFirst(({ claimedAt }) => claimedAt));
}

/** Of a customer, those that are so. */
function latestClaims(
	{ tx, scope }: Unit<Scope>,
	customerId: string,
	which: SQL | undefined,
	most?: number
): Promise<Claim[]> {
	const found = tx
		.select()
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, scope.organisationId),
				eq(paymentClaim.customerId, customerId),
				which
			)
		)
		.orderBy(desc(paymentClaim.claimedAt), desc(paymentClaim.id));
	return most === undefined ? found : found.limit(most);
}

/** Nobody has looked for them at the bank yet, the oldest first. */
export const openClaims = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ customerId: paymentClaim.customerId, at: paymentClaim.claimedAt })
		.from(paymentClaim)
		.where(
			and(eq(paymentClaim.organisationId, unit.scope.organisationId), isNull(paymentClaim.verdict))
		)
		.orderBy(paymentClaim.claimedAt);

/** The invoices of these claims, by claim, with what was said of each. */
export async function itemsByClaim(unit: Unit<Scope>, claimIds: readonly string[]) {
	const items = await itemsOfClaims(unit, claimIds);
	return (id: string) =>
		items
			.filter(({ claimId }) => claimId === id)
			.map(({ number, amountMinor }) => ({ number, amountMinor }));
}

/** Numbers of the invoices of these claims, by claim. */
export async function numbersOfClaims(
	unit: Unit<Scope>,
	claimIds: readonly string[]
): Promise<(claimId: string) => string[]> {
	const items = await itemsOfClaims(unit, claimIds);
	return (claimId) => items.filter((item) => item.claimId === claimId).map(({ number }) => number);
}

/** What each claim is about: the invoices, with what was said of each where it is known. */
async function itemsOfClaims(unit: Unit<Scope>, claimIds: readonly string[]) {
	if (claimIds.length === 0) return [];
	const items = await unit.tx
		.select({
			claimId: paymentClaimItem.paymentClaimId,
			invoiceId: paymentClaimItem.invoiceId,
			amountMinor: paymentClaimItem.amountMinor
		})
		.from(paymentClaimItem)
		.where(
			and(
				eq(paymentClaimItem.organisationId, unit.scope.organisationId),
				oneOf(paymentClaimItem.paymentClaimId, claimIds)
			)
		);
	const invoiceIds = items.map(({ invoiceId }) => invoiceId);
	const known = await openInvoices(unit, { invoiceIds });
	const numbers = new Map(known.map(({ id, number }) => [id, number]));
	return items.flatMap((item) => {
		const number = numbers.get(item.invoiceId);
		return number === undefined ? [] : [{ ...item, number }];
	});
}

/** So long a statement of payment is news to whoever made it. */
export const SAID_DAYS = 60;

interface Said {
	since: LocalDate;
	/** Missing = whatever it is about. */
	invoiceIds?: readonly string[];
	/** Missing = all of them. */
	most?: number;
}

/** What the customer said he paid since then, the latest first, with what was found of it. */
export async function claimsSaid(
	unit: Unit<PortalScope>,
	{ since, invoiceIds, most }: Said
): Promise<SaidClaim[]> {
	const { customerId } = unit.scope;
	const about = invoiceIds && exists(itemsAbout(unit, invoiceIds));
	const which = and(gte(paymentClaim.claimedOn, since), about);
	return saidIn(unit, await latestClaims(unit, customerId, which, most));
}

/** These, as their customer reads them. */
export async function saidIn(
	unit: Unit<PortalScope>,
	rows: readonly Claim[]
): Promise<SaidClaim[]> {
	const { timeZone } = unit.scope;
	const items = await itemsOfClaims(
		unit,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({
		id: row.id,
		...{ on: row.claimedOn, paidOn: row.paidOn, amountMinor: row.amountMinor },
		...{ currency: row.currency, verdict: row.verdict, note: row.decisionNote },
		decidedOn: row.decidedAt && localDateAt(row.decidedAt, timeZone),
		invoices: items.filter(({ claimId }) => claimId === row.id)
	}));
}

/** To filter claims with: what they say of these invoices. */
const itemsAbout = ({ tx, scope }: Unit<PortalScope>, invoiceIds: readonly string[]) =>
	tx
		.select({ id: paymentClaimItem.invoiceId })
		.from(paymentClaimItem)
		.where(
			and(
				eq(paymentClaimItem.organisationId, scope.organisationId),
				eq(paymentClaimItem.paymentClaimId, paymentClaim.id),
				oneOf(paymentClaimItem.invoiceId, invoiceIds)
			)
		);

export interface SaidClaim extends Pick<
	Claim,
	'id' | 'paidOn' | 'amountMinor' | 'currency' | 'verdict'
> {
	on: LocalDate;
	note: string;
	decidedOn: LocalDate | null;
	invoices: Awaited<ReturnType<typeof itemsOfClaims>>;
}

/** Of each invoice of a claim what was said to be paid, where it is known. */
export async function partsOfClaim(
	unit: Unit<Scope>,
	claimId: string
): Promise<ReadonlyMap<string, bigint | null>> {
	const items = await itemsOfClaims(unit, [claimId]);
	return new Map(items.map(({ invoiceId, amountMinor }) => [invoiceId, amountMinor]));
}

/** The invoices a claim is about, as they stand. */
export async function invoicesOfClaim(
	unit: Unit<Scope>,
	claimId: string
): Promise<InvoiceBalance[]> {
	const items = await unit.tx
		.select({ invoiceId: paymentClaimItem.invoiceId })
		.from(paymentClaimItem)
		.where(
			and(
				eq(paymentClaimItem.organisationId, unit.scope.organisationId),
				eq(paymentClaimItem.paymentClaimId, claimId)
			)
		);
	return openInvoices(unit, { invoiceIds: items.map(({ invoiceId }) => invoiceId) });
}
