import { withScope, type Unit } from '../db/client';
import { systemScope, type Scope, type SystemScope } from './scope';

/** What a link does not see, and what its holder may not write himself, the house reads and writes for it. */
export const insideOf = ({
	organisationId,
	timeZone
}: Pick<Scope, 'organisationId' | 'timeZone'>): SystemScope =>
	systemScope({ organisationId, timeZone, actor: 'links' });

/** In the transaction of whoever asks. Staff see the whole house already: nothing changes hands in the database. */
export const fromInside = <T>(
	unit: Unit<Scope>,
	work: (beside: Unit<SystemScope>) => Promise<T>
): Promise<T> => {
	const scope = insideOf(unit.scope);
	return isInside(unit.scope) ? work({ ...unit, scope }) : withScope(unit, scope, work);
};

const isInside = ({ audience }: Scope): boolean => audience === 'desk' || audience === 'system';
