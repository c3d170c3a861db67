import { addWorkingDays, type LocalDate } from '$lib/domain/calendar';
import type { CaseEnd } from '$lib/domain/disputes/quiet-claims';
import { groupBy } from '$lib/domain/group-by';
import type { Claim } from '$lib/domain/receivables/open-items';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import { caseEndsOf, quietClaims } from './dunning-facts';

/** What nobody reminds of after a case about it ended, up to and including `untilOn`. */
export interface QuietRest extends Claim {
	invoiceId: string;
	untilOn: LocalDate;
}

/** By invoice of a customer; the dunning rests for the same. */
export const quietRestsOf = async (
	unit: Unit<Scope>,
	customerId: string
): Promise<Map<string, QuietRest[]>> =>
	groupBy(
		await restsAmong(unit, await caseEndsOf(unit, [customerId])),
		({ invoiceId }) => invoiceId
	);

/** Those of these ends whose days are not over. */
export async function restsAmong(
	unit: Unit<Scope>,
	ends: readonly CaseEnd[]
): Promise<QuietRest[]> {
	if (ends.length === 0) return [];
	const { quietPeriodDays } = await organisationOf(unit);
	const calendar = await workingCalendarOf(unit);
	return (await quietClaims(unit, ends))
		.map(({ endedOn, ...claim }) => ({
			...claim,
			untilOn: addWorkingDays(endedOn, quietPeriodDays, calendar)
		}))
		.filter(({ untilOn }) => untilOn >= unit.today);
}
