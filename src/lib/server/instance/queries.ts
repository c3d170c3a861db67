import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { acrossOrganisations, type Unit } from '../db/client';
import { instance } from '../db/schema/instance';
import { isHeld } from './pulse';

export interface InstanceState {
	/** Since when nothing leaves; null when all is well. */
	heldSince: Date | null;
	/** The last sign of life before: how old the backup is. */
	backupOf: Date | null;
	releasedAt: Date | null;
	releasedBy: string | null;
}

const WELL: InstanceState = { heldSince: null, backupOf: null, releasedAt: null, releasedBy: null };

export async function instanceState(unit: Pick<Unit<InsideScope>, 'tx'>): Promise<InstanceState> {
	const [row] = await unit.tx.select().from(instance);
	if (!row) return WELL;
	const held = isHeld(row);
	return {
		heldSince: held ? row.heldAt : null,
		backupOf: held ? row.pulsedAt : null,
		releasedAt: row.releasedAt,
		releasedBy: row.releasedBy
	};
}

/** For the engine and /readyz, whatever the organisation. */
export const isInstanceHeld = (): Promise<boolean> =>
	acrossOrganisations(async (tx) => (await instanceState({ tx })).heldSince !== null);

/** @throws installation_held while a restored copy waits for its release */
export async function refuseWhenHeld(): Promise<void> {
	if (await isInstanceHeld()) throw new AppError('installation_held');
}
