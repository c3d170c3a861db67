import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { nextClosedDays } from './closed-days';
import { defaultOfficer } from './officers';
import { policySchema } from './policy-schema';
import { knownCountries, regionsOf } from './public-holidays';
import { organisationOf } from './queries';

/** How the house reminds, and the days it is closed next. */
export async function policyPage(unit: Unit<DeskScope>) {
	const policy = policySchema.parse(await organisationOf(unit));
	return {
		policy,
		countries: knownCountries(),
		regions: regionsOf(policy.country, unit.scope.user.language),
		closedDays: await nextClosedDays(unit),
		officerId: (await defaultOfficer(unit))?.id ?? null
	};
}
