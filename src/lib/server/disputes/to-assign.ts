import { and, eq, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import { ENDED_STATUSES, RUNNING_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import { together } from '../db/together';
import { closedAddresses } from '../settings/closed-accounts';
import { isHandedBack, ofCase } from './answered-cases';
import { isAskedOfNobody } from './asked-of-nobody';

/** Of a row of the queue: nobody was asked yet, or nobody is any more (`askedOfNobodyNow`). */
export const isToAssign = (ofNobody: readonly string[]): SQL =>
	sql`(${queueCase.status} = 'submitted' or (${inArray(queueCase.status, RUNNING_STATUSES)} and ${among(queueCase.id, ofNobody)}))`;

/**
 * Open cases in which nobody is asked any more: whoever was says it is not for him or left, or they were opened again. A question
 * of its own, begun with the few that ever were: within the one that counts the views it would be planned with each of
 * them, which took longer than to answer it.
 */
export async function askedOfNobodyNow(
	unit: Unit<DeskScope>,
	ids?: readonly string[]
): Promise<string[]> {
	return (await together(unit, () => [backWith(unit, ids), leftWith(unit, ids)])).flat();
}

/** Few accounts were ever closed: where none was, nothing is looked for. */
async function leftWith(unit: Unit<DeskScope>, ids?: readonly string[]): Promise<string[]> {
	if ((await closedAddresses(unit)).size === 0) return [];
	const rows = await unit.tx
		.select({ id: queueCase.id })
		.from(queueCase)
		.where(
			and(
				eq(queueCase.organisationId, unit.scope.organisationId),
				isAskedOfNobody(unit),
				ids && among(queueCase.id, ids)
			)
		);
	return rows.map(({ id }) => id);
}

async function backWith(unit: Unit<DeskScope>, ids?: readonly string[]): Promise<string[]> {
	const { tx, scope } = unit;
	const ever = await everUnasked(unit, ids);
	if (ever.length === 0) return [];
	const rows = await tx
		.select({ id: queueCase.id })
		.from(queueCase)
		.where(
			and(
				eq(queueCase.organisationId, scope.organisationId),
				inArray(queueCase.status, ['assigned', 'in_progress']),
				among(queueCase.id, ever),
				not(isAsked()),
				or(isHandedBack(), isOpenedAgain())
			)
		);
	return rows.map(({ id }) => id);
}

/** The few that may be, of any status. Most houses have none on most days: what else it takes is asked of none then. */
async function everUnasked({ tx }: Unit<DeskScope>, ids?: readonly string[]): Promise<string[]> {
	const { rows } = await tx.execute<{ id: string }>(
		sql`select dispute_id as id from (${everHandedBack} union ${everOpenedAgain}) ever ${ids ? sql`where ${among(sql`dispute_id`, ids)}` : sql``}`
	);
	return rows.map(({ id }) => id);
}

const isAsked = (): SQL => sql`exists (select 1 from assignment running
	where running.organisation_id = ${queueCase.organisationId} and running.dispute_id = ${queueCase.id}
		and running.ended_at is null)`;

/** Opening it again was the last thing that happened to it. */
const isOpenedAgain = (): SQL => sql`exists (
	select 1 from dispute_transition again
	where ${ofCase('again')} and ${inArray(sql`again.from_status`, ENDED_STATUSES)}
		and again.to_status = 'in_progress'
		and not exists (select 1 from dispute_transition later where ${ofCase('later')} and later.at > again.at))`;

// Both in the words of their indexes (drizzle/0124).
const everHandedBack = sql`select dispute_id from answer where verdict = 'not_for_me'`;
const everOpenedAgain = sql`select dispute_id from dispute_transition where to_status = 'in_progress'
	and from_status not in ('submitted', 'assigned', 'waiting_customer', 'waiting_third_party')`;
