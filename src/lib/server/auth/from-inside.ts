import { withScope, type Unit } from '../db/client';
import { systemScope, type Scope, type SystemScope } from './scope';

/** What a link does not see, and what its holder may not write himself, the house reads and writes for it. */
export const insideOf = ({
	organisationId,
	timeZone
}: Pick<Scope, 'organisationId' | 'timeZone'>): SystemScope =>
	systemScope({ organisationId, timeZone, actor: 'links' });

/** In the transaction of whoever asks. */
export const fromInside = <T>(
	unit: Unit<Scope>,
	work: (beside: Unit<SystemScope>) => Promise<T>
): Promise<T> => withScope(unit, insideOf(unit.scope), work);
