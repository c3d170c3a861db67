import { and, eq } from 'drizzle-orm';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { among } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { log } from '../log';
import { assignDispute } from './assign-dispute';
import { lockDispute } from './lock-dispute';
import { currentAssignment } from './queries';
import { disputeQueue } from './queue';
import type { QueueFilter } from './queue-filter';

/** More is no choice of a person any more. */
export const MOST_AT_ONCE = 200;

export interface ManyInput {
	disputeIds: readonly string[];
	/** Instead of those: every case of this list. */
	whole?: QueueFilter | undefined;
	userId: string;
	question: string;
}

export interface ManyDone {
	/** References of those that were assigned. */
	worked: string[];
	/** Without a reference: a case nobody here can see. */
	refused: { reference: string | null; code: ErrorCode; details: Record<string, string> }[];
}

/**
 * The verb for one case, for each in a transaction of its own: what one refuses stops no other, and every refusal is told.
 * Whoever is asked already is not asked again, so that a page sent twice mails nobody twice.
 * @throws bulk_none, bulk_too_many
 */
export async function assignMany(scope: DeskScope, input: ManyInput): Promise<ManyDone> {
	const chosen = await unitOfWork(scope, (unit) => chosenCases(unit, input));
	const done: ManyDone = { worked: [], refused: [] };
	for (const { id, reference } of chosen) {
		const refusal = await assignOne(scope, id, input);
		if (refusal) done.refused.push({ reference, ...refusal });
		else done.worked.push(reference ?? '');
	}
	return done;
}

type Chosen = { id: string; reference: string | null };

async function chosenCases(unit: Unit<DeskScope>, { disputeIds, whole }: ManyInput) {
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

async function assignOne(scope: DeskScope, disputeId: string, { userId, question }: ManyInput) {
	try {
		await unitOfWork(scope, async (unit) => {
			// Held before it is asked: the same page sent twice at once comes here twice.
			await lockDispute(unit, disputeId);
			await refuseAsked(unit, disputeId, userId);
			await assignDispute(unit, {
				...{ disputeId, userId, question },
				...{ resolverName: '', resolverEmail: '' }
			});
		});
		return null;
	} catch (thrown) {
		if (thrown instanceof AppError) return { code: thrown.code, details: thrown.details };
		log('error', 'bulk.case_failed', { disputeId, error: thrown });
		return { code: 'unavailable' as const, details: {} };
	}
}

async function refuseAsked(
	unit: Unit<DeskScope>,
	disputeId: string,
	userId: string
): Promise<void> {
	const now = await currentAssignment(unit, disputeId);
	if (now?.userId === userId) throw new AppError('already_asked', { name: now.resolverName });
}
