import {
	and,
	asc,
	desc,
	eq,
	inArray,
	isNotNull,
	isNull,
	lte,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { minorMax, minorMin } from '$lib/domain/money';
import { actorOf, type InsideScope, type Scope } from '../auth/scope';
import { record } from '../audit/record';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { hold } from '../db/schema/customers';

const ofClaim = (unit: Unit<Scope>, paymentClaimId: string) =>
	and(
		eq(hold.organisationId, unit.scope.organisationId),
		eq(hold.paymentClaimId, paymentClaimId),
		isNull(hold.releasedAt)
	);

/** The last day of the pause a statement of payment caused; null when there is none. */
export async function pauseOfClaim(
	unit: Unit<Scope>,
	paymentClaimId: string
): Promise<LocalDate | null> {
	const [row] = await unit.tx
		.select({ untilOn: hold.untilOn })
		.from(hold)
		.where(and(ofClaim(unit, paymentClaimId), isNotNull(hold.untilOn)))
		.orderBy(desc(hold.untilOn))
		.limit(1);
	return row?.untilOn ?? null;
}

/** Of which invoices something rested because of these statements of payment, and whether it does today. */
export async function restedBecause(
	{ tx, scope, today }: Unit<Scope>,
	claimIds: readonly string[]
): Promise<{ claimId: string; invoiceId: string; rests: boolean }[]> {
	const inForce = sql`${hold.releasedAt} is null and (${hold.untilOn} is null or ${hold.untilOn} >= ${today})`;
	const rows = await tx
		.select({
			claimId: hold.paymentClaimId,
			invoiceId: hold.invoiceId,
			rests: sql<boolean>`bool_or(${inForce})`
		})
		.from(hold)
		.where(and(eq(hold.organisationId, scope.organisationId), oneOf(hold.paymentClaimId, claimIds)))
		.groupBy(hold.paymentClaimId, hold.invoiceId);
	return rows.map(({ claimId, invoiceId, rests }) => ({
		...{ claimId: claimId!, invoiceId: invoiceId!, rests }
	}));
}

/** What still rests of each invoice because of it; those that rest as a whole are not in it. */
export async function partsResting(
	unit: Unit<Scope>,
	paymentClaimId: string
): Promise<Map<string, bigint>> {
	const rows = await unit.tx
		.select({ invoiceId: hold.invoiceId, amountMinor: hold.amountMinor })
		.from(hold)
		.where(and(ofClaim(unit, paymentClaimId), isNotNull(hold.amountMinor)));
	return new Map(rows.map(({ invoiceId, amountMinor }) => [invoiceId!, amountMinor!]));
}

/** Which claims say the same payment of an invoice, by invoice. */
export type SayingClaims = ReadonlyMap<string, readonly string[]>;

/** Of the parts that rested because of these, how much rests no longer, by invoice. */
export async function partsEnded(
	unit: Unit<Scope>,
	saying: SayingClaims
): Promise<Map<string, bigint>> {
	const rows = await unit.tx
		.select({
			invoiceId: hold.invoiceId,
			mostMinor: sql`max(${hold.amountMinor})`.mapWith(BigInt),
			leftMinor:
				sql`coalesce(sum(${hold.amountMinor}) filter (where ${hold.releasedAt} is null), 0)`.mapWith(
					BigInt
				)
		})
		.from(hold)
		.where(and(ofClaims(unit, saying), isNotNull(hold.amountMinor)))
		.groupBy(hold.invoiceId);
	return new Map(
		rows.map(({ invoiceId, mostMinor, leftMinor }) => [
			invoiceId!,
			minorMax(0n, mostMinor - leftMinor)
		])
	);
}

function ofClaims({ scope }: Unit<Scope>, saying: SayingClaims) {
	const pairs = [...saying].flatMap(([invoiceId, claimIds]) =>
		claimIds.map((id) => [invoiceId, id])
	);
	const column = (place: 0 | 1) => sql.param(pairs.map((pair) => pair[place]!));
	return and(
		eq(hold.organisationId, scope.organisationId),
		sql`(${hold.invoiceId}, ${hold.paymentClaimId}) in (
			select * from unnest(${column(0)}::uuid[], ${column(1)}::uuid[]))`
	);
}

/** The money was not found: reminders go on from the next run. */
export const releaseClaimPauses = (unit: Unit<InsideScope>, paymentClaimId: string) =>
	released(unit, ofClaim(unit, paymentClaimId));

const released = (unit: Unit<InsideScope>, which: SQL | undefined) =>
	unit.tx
		.update(hold)
		.set({ releasedAt: unit.now, releasedBy: actorOf(unit.scope).name })
		.where(which);

/** Nobody ends it on a day: it ends with the booking. */
const untilBooked = (unit: Unit<Scope>) =>
	and(
		eq(hold.organisationId, unit.scope.organisationId),
		isNotNull(hold.paymentClaimId),
		isNull(hold.untilOn),
		isNull(hold.releasedAt)
	);

/**
 * The money was found at the bank: these invoices rest until a payment is booked on them, not until a day,
 * and once, however often it was said.
 */
export async function pauseUntilBooked(
	unit: Unit<InsideScope>,
	claim: { id: string; customerId: string; reason: string; saying: SayingClaims },
	invoices: readonly { id: string; number: string; amountMinor: bigint | null }[]
): Promise<void> {
	if (invoices.length === 0) return;
	const { customerId, reason } = claim;
	const kind = 'payment_announced' as const;
	const saying = new Map(invoices.map(({ id }) => [id, claim.saying.get(id) ?? [claim.id]]));
	await released(unit, and(ofClaims(unit, saying), isNull(hold.releasedAt)));
	await unit.tx.insert(hold).values(
		invoices.map(({ id: invoiceId, amountMinor }) => ({
			...{ organisationId: unit.scope.organisationId, id: uuidv7(), customerId, invoiceId },
			...{ kind, reason, amountMinor, paymentClaimId: claim.id },
			...{ createdAt: unit.now, createdBy: actorOf(unit.scope).name }
		}))
	);
	for (const { id, number } of invoices)
		await record(
			unit,
			'hold.created',
			{ kind: 'invoice', id, customerId },
			{ number, kind, untilOn: null }
		);
}

/** What a payment settles of an invoice. */
export interface Booking {
	invoiceId: string;
	amountMinor: bigint;
}

/**
 * Payments are booked on these invoices: what is said to be paid, or was found, rests that much less, or the
 * rest of the invoice would rest with it. What rests as a whole because it was found rests no longer.
 */
export async function bookOnPauses(
	unit: Unit<InsideScope>,
	bookings: readonly Booking[]
): Promise<void> {
	if (bookings.length === 0) return;
	const ids = [...new Set(bookings.map(({ invoiceId }) => invoiceId))];
	const lowered = loweredBy(bookings, await pausesOfClaims(unit, ids));
	if (lowered.length === 0) return;
	await released(
		unit,
		and(
			eq(hold.organisationId, unit.scope.organisationId),
			inArray(
				hold.id,
				lowered.map(({ row }) => row.id)
			)
		)
	);
	const left = lowered.filter(({ leftMinor }) => leftMinor > 0n);
	if (left.length > 0)
		await unit.tx.insert(hold).values(
			left.map(({ row, leftMinor: amountMinor }) => ({
				...{ ...row, id: uuidv7(), amountMinor, createdAt: unit.now }
			}))
		);
}

/** Of a part, or until the booking; what was found comes before what is only said. */
export const pausesOfClaims = (unit: Unit<InsideScope>, invoiceIds: readonly string[]) =>
	unit.tx
		.select()
		.from(hold)
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				oneOf(hold.invoiceId, invoiceIds),
				isNotNull(hold.paymentClaimId),
				or(isNotNull(hold.amountMinor), isNull(hold.untilOn)),
				isNull(hold.releasedAt)
			)
		)
		.orderBy(sql`${hold.untilOn} is not null`, asc(hold.createdAt), asc(hold.id));

/** The first statement is the first to be booked. */
function loweredBy(bookings: readonly Booking[], rows: readonly (typeof hold.$inferSelect)[]) {
	const left = new Map<string, bigint>();
	for (const { invoiceId, amountMinor } of bookings)
		left.set(invoiceId, (left.get(invoiceId) ?? 0n) + amountMinor);
	return rows.flatMap((row) => {
		const booked = left.get(row.invoiceId!) ?? 0n;
		// Of all that is open nobody said how much it is: what is booked first is it.
		const restMinor = row.amountMinor ?? booked;
		const used = minorMin(booked, restMinor);
		if (used <= 0n) return [];
		left.set(row.invoiceId!, booked - used);
		return [{ row, leftMinor: restMinor - used }];
	});
}

/** Pauses that wait for a booking since before then, the longest first. */
export const pausesUntilBooked = (unit: Unit<InsideScope>, before: Date) =>
	unit.tx
		.select({ customerId: hold.customerId, invoiceId: hold.invoiceId, at: hold.createdAt })
		.from(hold)
		.where(and(untilBooked(unit), lte(hold.createdAt, before)))
		.orderBy(asc(hold.createdAt), asc(hold.id));
