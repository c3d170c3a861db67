import { log } from '../../log';
import type { Unit } from '../../db/client';
import type { InsideScope } from '../scope';
import { seal, unseal } from '../seal';

/** Opens for its own account only. */
const placeOf = ({ scope }: Unit<InsideScope>, userId: string): string =>
	`second-factor:${scope.organisationId}:${userId}`;

export const sealSecret = (unit: Unit<InsideScope>, userId: string, secret: string): string =>
	seal(secret, placeOf(unit, userId));

/** Null where the key of the installation is another one: recovery codes still serve, and it is in the log. */
export function openSecret(unit: Unit<InsideScope>, userId: string, sealed: string): string | null {
	try {
		return unseal(sealed, placeOf(unit, userId));
	} catch (error) {
		log('error', 'second_factor.sealed_otherwise', { userId, error });
		return null;
	}
}
