import type { SystemScope } from '../../auth/scope';
import { addTeam } from '../../settings/teams/add-team';
import type { Unit } from '../client';

const LABELS = {
	...{ fr: 'Grands comptes', en: 'Key accounts' },
	...{ de: 'Großkunden', es: 'Grandes cuentas' }
};

/** One of the house's own beside the usual ones. */
export const addHouseTeam = (unit: Unit<SystemScope>): Promise<unknown> =>
	addTeam(unit, { labels: LABELS, isShown: true });
