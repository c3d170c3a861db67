import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { mayTake } from './refuse-unknown-team';

/** The team somebody comes back to, or was invited into; none where it was archived meanwhile. */
export const teamOrNone = async (unit: Unit<InsideScope>, key: string): Promise<string> =>
	key && (await mayTake(unit, key)) ? key : '';
