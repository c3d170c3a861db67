import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOnce } from '../settings/queries';

/** A formal notice offers no other date, unless the policy of its sender says so. */
export const promiseOffered = async (unit: Unit<InsideScope>): Promise<{ mayPromise?: true }> =>
	(await organisationOnce(unit)).promiseAfterNotice ? { mayPromise: true } : {};
