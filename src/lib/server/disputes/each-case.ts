import { and, eq } from 'drizzle-orm';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { among } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { log } from '../log';
import { disputeQueue } from './queue';
import type { QueueFilter } from './queue-filter';

/** More is no choice of a person any more. */
export const MOST_AT_ONCE = 200;

export interface ChosenCases {
	disputeIds: readonly string[];
	/** Instead of those: every case of this list. */
	whole?: QueueFilter | undefined;
}

export interface ManyDone {
	/** References of those it was done for. */
	worked: string[];
	/** Without a reference: a case nobody here can see. */
	refused: { reference: string | null; code: ErrorCode; details: Record<string, string> }[];
}

/**
 * The verb for one case, for each in a transaction of its own: what one refuses stops no other, and every refusal is told.
 * @throws bulk_none, bulk_too_many
 */
export async function eachCase(
	scope: DeskScope,
	chosen: ChosenCases,
	work: (unit: Unit<DeskScope>, disputeId: string) => Promise<unknown>
): Promise<ManyDone> {
	const cases = await unitOfWork(scope, (unit) => chosenCases(unit, chosen));
	const done: ManyDone = { worked: [], refused: [] };
	for (const { id, reference } of cases) {
		const refusal = await refusalOf(scope, id, work);
		if (refusal) done.refused.push({ reference, ...refusal });
		else done.worked.push(reference ?? '');
	}
	return done;
}

type Chosen = { id: string; reference: string | null };

async function chosenCases(unit: Unit<DeskScope>, { disputeIds, whole }: ChosenCases) {
	const chosen = whole ? await everyCase(unit, whole) : await namedCases(unit, disputeIds);
	if (chosen.length === 0) throw new AppError('bulk_none');
	return chosen;
}

async function everyCase(unit: Unit<DeskScope>, filter: QueueFilter): Promise<Chosen[]> {
	const first = await disputeQueue(unit, { ...filter, page: 1 });
	if (first.total > MOST_AT_ONCE)
		throw new AppError('bulk_too_many', { count: String(first.total), most: String(MOST_AT_ONCE) });
	const rows: Chosen[] = [...first.rows];
	for (let page = 2; page <= first.pages; page++)
		rows.push(...(await disputeQueue(unit, { ...filter, page })).rows);
	return rows;
}

async function namedCases(unit: Unit<DeskScope>, ids: readonly string[]): Promise<Chosen[]> {
	const found = await unit.tx
		.select({ id: dispute.id, reference: dispute.reference })
		.from(dispute)
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), among(dispute.id, ids)));
	const byId = new Map(found.map(({ id, reference }) => [id, reference]));
	return [...new Set(ids)].map((id) => ({ id, reference: byId.get(id) ?? null }));
}

async function refusalOf(
	scope: DeskScope,
	disputeId: string,
	work: (unit: Unit<DeskScope>, disputeId: string) => Promise<unknown>
) {
	try {
		await unitOfWork(scope, (unit) => work(unit, disputeId));
		return null;
	} catch (thrown) {
		if (thrown instanceof AppError) return { code: thrown.code, details: thrown.details };
		log('error', 'bulk.case_failed', { disputeId, error: thrown });
		return { code: 'unavailable' as const, details: {} };
	}
}
