import { and, eq, sql, type SQL } from 'drizzle-orm';
import { isTakenBackOn } from '$lib/domain/disputes/quiet-claims';
import type { SideExit } from '$lib/domain/disputes/lifecycle';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { isDispute, type DisputeRow } from './lock-dispute';

/** Of a row of cases: a colleague set it, and nothing a customer contests went into it. */
export const isSetByHouse: SQL<boolean> = sql<boolean>`(${dispute.source} = 'desk' and not exists (
	select from dispute joined where joined.organisation_id = ${dispute.organisationId}
		and joined.duplicate_of_id = ${dispute.id} and joined.merged_at is not null and joined.source <> 'desk'))`;

/** Ended so today it would leave nobody in peace: it never was one. */
export async function isTakenBackIf(
	unit: Unit<Scope>,
	{ id, openedOn }: Pick<DisputeRow, 'id' | 'openedOn'>,
	to: SideExit
): Promise<boolean> {
	// Most cases are nobody's mistake of today.
	if (!isTakenBackOn({ isOurs: true, openedOn }, to, unit.today)) return false;
	const found = await unit.tx.$count(dispute, and(isDispute(unit, id), eq(isSetByHouse, true)));
	return found > 0;
}
