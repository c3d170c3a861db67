import { termsOf, type Terms } from '$lib/domain/disputes/deadline-terms';
import type { Priority } from '$lib/domain/disputes/priority';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oncePerUnit } from '../db/once-per-unit';
import { deadlineSettingsIn } from '../settings/deadline-queries';
import { organisationOnce } from '../settings/queries';

interface About {
	reasonId: string;
	priority: Priority;
}

const settingsOnce = oncePerUnit(async (unit: Unit<InsideScope>) =>
	deadlineSettingsIn(unit, await organisationOnce(unit))
);

/** What counts for a case, as the house has it today: running cases follow whatever is changed. */
export async function deadlineTerms(unit: Unit<InsideScope>): Promise<(of: About) => Terms> {
	const { policy, reasons } = await settingsOnce(unit);
	const daysOf = new Map(reasons.map(({ id, days }) => [id, days]));
	return ({ reasonId, priority }) => termsOf(daysOf.get(reasonId)!, policy, priority);
}

/** All of it, to tell whether something was worked out by the same terms. */
export async function termsSaid(unit: Unit<InsideScope>): Promise<unknown> {
	const { policy, reasons } = await settingsOnce(unit);
	return [policy, reasons.map(({ id, days }) => [id, days])];
}
