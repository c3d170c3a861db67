import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dataSource } from '../db/schema/sources';

export interface NewSource {
	name: string;
	kind: 'cash' | 'ledger';
	/** Imports read with it speak for the source. */
	profileId: string | null;
	maximumAgeHours: number;
}

/** From now on it is expected to speak; one that was removed comes back under its name. */
export async function declareSource(unit: Unit<InsideScope>, input: NewSource): Promise<string> {
	const { organisationId } = unit.scope;
	const [known] = await unit.tx
		.select()
		.from(dataSource)
		.where(and(eq(dataSource.organisationId, organisationId), eq(dataSource.name, input.name)))
		.for('update');
	if (known && !known.removedAt) throw new AppError('name_taken', {}, 'name');
	const id = known?.id ?? uuidv7();
	const declared = { ...input, createdAt: unit.now, createdBy: actorOf(unit.scope).name };
	if (known)
		await unit.tx
			.update(dataSource)
			.set({ ...declared, removedAt: null, removedBy: null })
			.where(and(eq(dataSource.organisationId, organisationId), eq(dataSource.id, id)));
	else await unit.tx.insert(dataSource).values({ ...declared, organisationId, id });
	await record(unit, 'source.declared', { kind: 'source', id }, { ...input });
	return id;
}
