import type { ScenarioMeans } from '$lib/domain/dunning/check-scenario';
import type { InsideScope } from '../auth/scope';
import { customerGroups } from '../customers/queries';
import type { Unit } from '../db/client';
import { channelsWithProvider } from '../delivery/providers/queries';
import { templateNames } from '../templates/queries';

/** What a scenario may count on. */
export const meansOf = async (unit: Unit<InsideScope>): Promise<ScenarioMeans> => ({
	texts: (await channelsWithProvider(unit)).has('sms'),
	templates: new Set((await templateNames(unit)).map(({ key }) => key)),
	groups: new Set((await customerGroups(unit)).keys())
});
