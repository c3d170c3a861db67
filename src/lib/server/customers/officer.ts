import { fallbackOf } from '$lib/domain/disputes/routing';
import { systemScope, type PortalScope, type Scope } from '../auth/scope';
import { unitOfWork, withScope, type Unit } from '../db/client';
import { officerFor } from '../settings/officers';
import { usersOf } from '../settings/queries';
import { customerById } from './queries';

/**
 * Who looks after the account, by name; null when nobody was named. A link sees no account of the staff: the
 * name alone is asked for from inside, in a transaction before the one of the page.
 */
export const officerOf = ({
	organisationId,
	timeZone,
	customerId
}: PortalScope): Promise<string | null> =>
	unitOfWork(systemScope({ organisationId, timeZone, actor: 'links' }), async (unit) => {
		const { collectorId } = await customerById(unit, customerId);
		return (await officerFor(unit, collectorId))?.name ?? null;
	});

/** Who has a new case of it, in the transaction of whoever writes it down: where nobody looks after the account, whoever keeps the rest. */
export const officerIdOf = (unit: Unit<Scope>, customerId: string): Promise<string | null> => {
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'links' });
	return withScope(unit, inside, async (beside) => {
		const { collectorId } = await customerById(beside, customerId);
		return (await officerFor(beside, collectorId))?.id ?? fallbackOf(await usersOf(beside));
	});
};
