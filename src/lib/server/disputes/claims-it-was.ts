import { sql } from 'drizzle-orm';
import type { Claimed } from '$lib/domain/disputes/approval';
import { groupBy } from '$lib/domain/group-by';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeAmendment } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';

/**
 * By case: what it is a claim of, and what it was as often as the house changed that: its reason put right, another
 * case ended in it. Earlier rounds too, else a case that is opened again would have forgotten it. What the
 * customer said otherwise himself does not count.
 */
export async function claimsItWas(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => readonly Claimed[]> {
	if (disputeIds.length === 0) return () => [];
	const rows = await fromInside(unit, (inside) => claimsOf(inside, disputeIds));
	const byCase = groupBy(rows, ({ caseId }) => caseId);
	return (id) => byCase.get(id) ?? [];
}

async function claimsOf(unit: Unit<Scope>, disputeIds: readonly string[]) {
	const had = await reasonsHad(unit, disputeIds);
	const reason = allReasons(unit);
	const ids = [...new Set(had.map(({ reasonId }) => reasonId))];
	const rows = await unit.tx
		.select({ id: reason.id, category: reason.category, claimType: reason.claimType })
		.from(reason)
		.where(oneOf(reason.id, ids));
	const byId = new Map(rows.map((row) => [row.id, row]));
	return had.flatMap(({ caseId, reasonId }) => {
		const about = byId.get(reasonId);
		return about ? [{ ...about, caseId }] : [];
	});
}

async function reasonsHad({ tx, scope }: Unit<Scope>, disputeIds: readonly string[]) {
	const own = scope.organisationId;
	const { rows } = await tx.execute<{ caseId: string; reasonId: string }>(sql`
		with recursive part (case_id, id, reason_id) as (
			select ${dispute.id}, ${dispute.id}, ${dispute.reasonId} from ${dispute}
			where ${dispute.organisationId} = ${own} and ${oneOf(dispute.id, disputeIds)}
			union
			select part.case_id, ${dispute.id}, ${dispute.reasonId} from ${dispute}
			join part on ${dispute.duplicateOfId} = part.id where ${dispute.organisationId} = ${own}
		)
		select case_id as "caseId", reason_id as "reasonId" from part
		union
		select part.case_id, (said.content ->> 'reasonId')::uuid from part
		join ${disputeAmendment} on ${disputeAmendment.organisationId} = ${own}
			and ${disputeAmendment.disputeId} = part.id and ${disputeAmendment.byKind} = 'staff'
		cross join lateral (values (${disputeAmendment.before}), (${disputeAmendment.after})) said (content)`);
	return rows;
}
