import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { dispute } from '../db/schema/disputes';

export type DisputeRow = typeof dispute.$inferSelect;

/** The case, held until the transaction ends: two colleagues act one after the other. */
export async function lockDispute(unit: Unit<Scope>, disputeId: string): Promise<DisputeRow> {
	const [row] = await unit.tx.select().from(dispute).where(isDispute(unit, disputeId)).for(HELD);
	if (!row) throw new AppError('not_found');
	return row;
}

/** The same, held by nobody. */
export async function readDispute(unit: Unit<Scope>, disputeId: string): Promise<DisputeRow> {
	const [row] = await unit.tx.select().from(dispute).where(isDispute(unit, disputeId));
	if (!row) throw new AppError('not_found');
	return row;
}

export const isDispute = (unit: Unit<Scope>, disputeId: string) =>
	and(eq(dispute.organisationId, unit.scope.organisationId), eq(dispute.id, disputeId));

/**
 * `seen` is the version the person had on screen (`versionOf`, or `versionRead`, which begins with it). Somebody else
 * acted since: refused, and the page keeps what was typed.
 */
export async function refuseWhenChanged(
	unit: Unit<Scope>,
	disputeId: string,
	seen: string | undefined
): Promise<void> {
	if (seen && (await versionOf(unit, disputeId)) !== seen.split(':')[0])
		throw new AppError('conflict', { who: await lastActor(unit, disputeId) });
}

/** For a customer the same without the name of whoever did it. @throws case_changed */
export async function refuseWhenOutdated(
	unit: Unit<Scope>,
	disputeId: string,
	seen: string | undefined
): Promise<void> {
	if (seen && (await versionOf(unit, disputeId)) !== seen) throw new AppError('case_changed');
}

/** Changes with every step, its doubles' included, answer, new date, amendment and offer; ids are ordered by time. */
export const versionOf = async (unit: Unit<Scope>, disputeId: string): Promise<string> =>
	(await versionsOf(unit, [disputeId]))(disputeId);

/** The same of any of these cases. */
export async function versionsOf(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => string> {
	const own = unit.scope.organisationId;
	const { rows } = await unit.tx.execute<{ id: string; version: string | null }>(sql`
		select asked.id, greatest(
			(select max(id::text) from dispute_transition where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from answer where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from dispute_commitment where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from dispute_amendment where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from proposal where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from approval_request where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from approval where organisation_id = ${own} and dispute_id = asked.id),
			(select max(id::text) from proposal_answer where organisation_id = ${own} and dispute_id = asked.id),
			(select max(t.id::text) from dispute d join dispute_transition t on t.organisation_id = d.organisation_id and t.dispute_id = d.id
				where d.organisation_id = ${own} and d.duplicate_of_id = asked.id)
		) as version
		from unnest(${sql.param(disputeIds)}::uuid[]) as asked (id)`);
	const byCase = new Map(rows.map(({ id, version }) => [id, version]));
	return (id) => byCase.get(id) ?? '';
}

/** Whoever took the last step, asked for a signature or gave one, or said the case otherwise. */
async function lastActor(unit: Unit<Scope>, disputeId: string): Promise<string> {
	const { rows } = await unit.tx.execute<{ name: string }>(sql`
		select name from (
			select id, by_name as name from dispute_transition where organisation_id = ${unit.scope.organisationId} and dispute_id = ${disputeId}
			union all select id, asked_by_name from approval_request where organisation_id = ${unit.scope.organisationId} and dispute_id = ${disputeId}
			union all select id, by_name from approval where organisation_id = ${unit.scope.organisationId} and dispute_id = ${disputeId}
			union all select id, by_name from dispute_amendment where organisation_id = ${unit.scope.organisationId} and dispute_id = ${disputeId}
		) as acts order by id desc limit 1`);
	return rows[0]?.name ?? '';
}
