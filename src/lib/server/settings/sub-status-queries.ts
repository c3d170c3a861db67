import { and, asc, eq } from 'drizzle-orm';
import type { SubStatus } from '$lib/domain/disputes/sub-status';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { subStatus } from '../db/schema/sub-statuses';

/** All of the house, those that are archived too, in the order they are offered in. */
export async function everySubStatus(unit: Unit<InsideScope>): Promise<SubStatus[]> {
	const rows = await unit.tx
		.select()
		.from(subStatus)
		.where(eq(subStatus.organisationId, unit.scope.organisationId))
		.orderBy(asc(subStatus.position), asc(subStatus.id));
	return rows.map(({ id, status, labels, position, archivedAt }) => ({
		...{ id, status, labels, position },
		archived: archivedAt !== null
	}));
}

export const isSubStatus = (unit: Unit<InsideScope>, id: string) =>
	and(eq(subStatus.organisationId, unit.scope.organisationId), eq(subStatus.id, id));

/** @throws not_found */
export function subStatusAmong(all: readonly SubStatus[], id: string): SubStatus {
	const found = all.find((one) => one.id === id);
	if (!found) throw new AppError('not_found');
	return found;
}
