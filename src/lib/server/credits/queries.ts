import {
	and,
	asc,
	count,
	desc,
	eq,
	exists,
	gt,
	lt,
	sql,
	type SQL,
	type SQLWrapper
} from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import {
	creditStateOf,
	firstState,
	CREDIT_STATES,
	isCreditOpen,
	type CreditState
} from '$lib/domain/credits/state';
import type { KeptPart } from '$lib/domain/credits/part';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { creditBatch, creditRequest } from '../db/schema/credits';
import { referencesOf } from '../disputes/named-cases';
import { signedBy } from '../disputes/signed-by';
import { isInState, isOpen, stateInSql } from './state-sql';

export type CreditRequest = typeof creditRequest.$inferSelect;

const isOurs = (unit: Unit<InsideScope>) =>
	eq(creditRequest.organisationId, unit.scope.organisationId);

/** Of which case a request is. */
export const caseOfRequest = async (unit: Unit<InsideScope>, requestId: string): Promise<string> =>
	(await requestOf(unit, requestId)).disputeId;

export const currencyOf = async (unit: Unit<InsideScope>, requestId: string): Promise<string> =>
	(await requestOf(unit, requestId)).currency;

async function requestOf(unit: Unit<InsideScope>, requestId: string) {
	const [row] = await unit.tx
		.select({ disputeId: creditRequest.disputeId, currency: creditRequest.currency })
		.from(creditRequest)
		.where(and(isOurs(unit), eq(creditRequest.id, requestId)));
	if (!row) throw new AppError('not_found');
	return row;
}

export interface CreditShown {
	id: string;
	resolutionId: string;
	customerId: string;
	parts: readonly KeptPart[];
	failedAt: Date | null;
	state: CreditState;
	reference: string;
	customer: { code: string; name: string };
	amountMinor: bigint;
	currency: string;
	why: string;
	note: string;
	invoices: string[];
	askedAt: Date;
	askedByName: string;
	batchId: string | null;
	failedWhy: string;
	postedMinor: bigint | null;
	creditNoteNumber: string | null;
	creditNoteOn: LocalDate | null;
}

/** The credits of a case, the oldest first. */
export const creditsShown = (unit: Unit<InsideScope>, disputeId: string): Promise<CreditShown[]> =>
	shownWhere(unit, eq(creditRequest.disputeId, disputeId), asc(creditRequest.id));

async function shownWhere(
	unit: Unit<InsideScope>,
	which: SQL | undefined,
	order: SQL,
	most = 1_000
): Promise<CreditShown[]> {
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select({ request: creditRequest, code: customer.code, name: customer.name })
		.from(creditRequest)
		.innerJoin(customer, eq(customer.id, creditRequest.customerId))
		.where(and(isOurs(unit), which))
		.orderBy(order)
		.limit(most);
	const references = await referencesOf(
		unit,
		rows.map(({ request }) => request.disputeId)
	);
	return rows.map(({ request, code, name }) => ({
		...request,
		state: creditStateOf(request),
		reference: references.get(request.disputeId) ?? '',
		customer: { code, name },
		invoices: [...new Set(request.parts.map(({ invoiceNumber }) => invoiceNumber))]
	}));
}

/** These credits, by their id. */
export const creditsOf = async (
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, CreditShown>> =>
	new Map(
		(await shownWhere(unit, oneOf(creditRequest.id, ids), asc(creditRequest.id))).map((one) => [
			one.id,
			one
		])
	);

const PAGE = 50;

/**
 * A page of one state, and how many there are of each. What waits for somebody comes the oldest first, what
 * is over the latest first. Whoever names no state gets the first one that has something.
 * @param after the last request of the page before
 */
export async function creditsPage(
	unit: Unit<InsideScope>,
	{ state: asked, after }: { state?: CreditState; after?: string }
) {
	const counts = await countsOf(unit);
	const state = asked ?? firstState(counts);
	const { id } = creditRequest;
	const [beyond, order] = isCreditOpen(state) ? [gt, asc] : [lt, desc];
	const which = and(isInState(state), after ? beyond(id, after) : undefined);
	const found = await shownWhere(unit, which, order(id), PAGE + 1);
	const rows = await withSigners(unit, found.slice(0, PAGE));
	const batches = await latestBatches(unit);
	return {
		state,
		counts,
		rows,
		next: found.length > PAGE ? rows.at(-1)!.id : null,
		batches: batches.slice(0, BATCHES),
		hasOlderBatches: batches.length > BATCHES
	};
}

/** Accounting answers for a credit somebody else signed: it reads who. */
async function withSigners(unit: Unit<InsideScope>, rows: readonly CreditShown[]) {
	const names = await signedBy(
		unit,
		rows.map(({ resolutionId }) => resolutionId)
	);
	return rows.map((row) => ({ ...row, signedBy: names(row.resolutionId) }));
}

/** What accounting could not make, the oldest first. */
export const failedCredits = (unit: Unit<InsideScope>, most: number): Promise<CreditShown[]> =>
	shownWhere(unit, isInState('failed'), asc(creditRequest.id), most);

async function countsOf(unit: Unit<InsideScope>) {
	const rows = await unit.tx
		.select({ state: stateInSql, count: count() })
		.from(creditRequest)
		.where(isOurs(unit))
		.groupBy(stateInSql);
	const counted = new Map(rows.map((row) => [row.state, row.count]));
	return CREDIT_STATES.map((state) => ({ state, count: counted.get(state) ?? 0 }));
}

/** Older ones were answered long ago. */
const BATCHES = 20;

/** One more than is shown, to say that there are more. */
const latestBatches = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: creditBatch.id,
			requests: creditBatch.requests,
			exportedAt: creditBatch.exportedAt,
			exportedByName: creditBatch.exportedByName
		})
		.from(creditBatch)
		.where(eq(creditBatch.organisationId, unit.scope.organisationId))
		.orderBy(desc(creditBatch.id))
		.limit(BATCHES + 1);

/** The file of a batch, as it left the first time. */
export async function batchFile(
	unit: Unit<InsideScope>,
	{ batchId, as }: { batchId: string; as: 'csv' | 'json' }
) {
	const [row] = await unit.tx
		.select()
		.from(creditBatch)
		.where(
			and(eq(creditBatch.organisationId, unit.scope.organisationId), eq(creditBatch.id, batchId))
		);
	if (!row) throw new AppError('not_found');
	const mime = as === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
	return {
		name: `credits-${row.id}.${as}`,
		mime,
		content: new TextEncoder().encode(row[as])
	};
}

/** The number under which the credit of a decision was posted; null: it was not yet. */
export async function postedNumberOf(
	unit: Unit<InsideScope>,
	resolutionId: string
): Promise<string | null> {
	const [row] = await unit.tx
		.select({ number: creditRequest.creditNoteNumber })
		.from(creditRequest)
		.where(and(isOurs(unit), eq(creditRequest.resolutionId, resolutionId)));
	return row?.number ?? null;
}

/** Of a credit note that is a little less than its decision granted, its amount; null: it is as granted, or none yet. */
export async function postedLessOf(
	unit: Unit<InsideScope>,
	resolutionId: string
): Promise<bigint | null> {
	const [row] = await unit.tx
		.select({ postedMinor: creditRequest.postedMinor })
		.from(creditRequest)
		.where(and(isOurs(unit), eq(creditRequest.resolutionId, resolutionId)));
	return row?.postedMinor ?? null;
}

/** To filter cases with: accounting was asked for a credit note and has not made it. */
export const hasOpenRequest = (unit: Unit<InsideScope>, disputeId: SQLWrapper): SQL =>
	exists(
		unit.tx
			.select({ one: sql`1` })
			.from(creditRequest)
			.where(and(isOurs(unit), eq(creditRequest.disputeId, disputeId), isOpen))
	);
