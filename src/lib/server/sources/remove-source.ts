import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dataSource } from '../db/schema/sources';

/** Nobody waits for it any more. */
export async function removeSource(unit: Unit<InsideScope>, sourceId: string): Promise<void> {
	const [removed] = await unit.tx
		.update(dataSource)
		.set({ removedAt: unit.now, removedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(dataSource.organisationId, unit.scope.organisationId),
				eq(dataSource.id, sourceId),
				isNull(dataSource.removedAt)
			)
		)
		.returning({ name: dataSource.name });
	if (!removed) throw new AppError('not_found');
	await record(unit, 'source.removed', { kind: 'source', id: sourceId }, { name: removed.name });
}
