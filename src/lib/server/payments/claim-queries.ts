import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, PortalScope, Scope } from '../auth/scope';
import { partsResting, pauseOfClaim } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { aroundOf } from '../invoices/portal-account';
import { shownInvoice } from '../invoices/portal-states';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';

/** What somebody said he paid, and what was found of it. */
export type Claim = typeof paymentClaim.$inferSelect;

/** Shown to staff: the latest ones. */
const KEPT = 20;

export const claimsOf = (unit: Unit<InsideScope>, customerId: string): Promise<Claim[]> =>
	unit.tx
		.select()
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, unit.scope.organisationId),
				eq(paymentClaim.customerId, customerId)
			)
		)
		.orderBy(desc(paymentClaim.claimedAt), desc(paymentClaim.id))
		.limit(KEPT);

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

/** What the customer said he paid since then, the latest first, with what was found of it. */
export async function claimsSaid(unit: Unit<PortalScope>, since: LocalDate) {
	const { organisationId, customerId, timeZone } = unit.scope;
	const rows = await unit.tx
		.select()
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, organisationId),
				eq(paymentClaim.customerId, customerId),
				gte(paymentClaim.claimedOn, since)
			)
		)
		.orderBy(desc(paymentClaim.claimedAt), desc(paymentClaim.id))
		.limit(KEPT);
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
export type SaidClaim = Awaited<ReturnType<typeof claimsSaid>>[number];

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

/** What rests because of it and until when, and what is asked for of the same invoices all the same. */
async function restsOfClaim(unit: Unit<PortalScope>, claimId: string) {
	const invoices = await invoicesOfClaim(unit, claimId);
	const around = await aroundOf(unit);
	const rests = await partsResting(unit, claimId);
	return {
		/** The last day on which nothing of it is asked; null when nothing rests because of it. */
		untilOn: await pauseOfClaim(unit, claimId),
		rests: invoices.flatMap(({ id, number }) => {
			const minor = rests.get(id);
			return minor ? [{ number, minor }] : [];
		}),
		dueMinor: invoices.reduce(
			(sum, invoice) => sum + shownInvoice(invoice, around).collectibleMinor,
			0n
		)
	};
}

/** As whoever said it reads it again. */
export async function claimOfCustomer(unit: Unit<PortalScope>, claimId: string) {
	const { organisationId, customerId } = unit.scope;
	const [row] = await unit.tx
		.select()
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, organisationId),
				eq(paymentClaim.customerId, customerId),
				eq(paymentClaim.id, claimId)
			)
		);
	if (!row) throw new AppError('not_found');
	const { paidOn, amountMinor, currency, reference, verdict } = row;
	return {
		...{ claimId, paidOn, amountMinor, currency, reference, verdict },
		numbers: (await numbersOfClaims(unit, [claimId]))(claimId),
		...(await restsOfClaim(unit, claimId))
	};
}
