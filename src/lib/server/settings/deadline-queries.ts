import { asc, eq } from 'drizzle-orm';
import type { DeadlinePolicy, ReasonDays } from '$lib/domain/disputes/deadline-terms';
import { hashOf } from '../auth/hash';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { organisationOf, reasonsOf, type Organisation, type Reason } from './queries';

export interface DeadlineSettings {
	policy: DeadlinePolicy;
	/** Archived ones too: their cases go on. */
	reasons: ReasonDays[];
}

export const deadlineSettings = async (unit: Unit<InsideScope>): Promise<DeadlineSettings> =>
	deadlineSettingsIn(unit, await organisationOf(unit));

/** The same, for whoever has read the house already. */
export async function deadlineSettingsIn(
	unit: Unit<InsideScope>,
	house: Organisation
): Promise<DeadlineSettings> {
	const { id, acknowledgeDays, deadlineDays, closureDays } = reason;
	const rows = await unit.tx
		.select({ id, acknowledgeDays, deadlineDays, closureDays })
		.from(reason)
		.where(eq(reason.organisationId, unit.scope.organisationId))
		.orderBy(asc(id));
	return {
		policy: deadlinePolicyIn(house),
		reasons: rows.map((row) => ({ id: row.id, days: daysIn(row) }))
	};
}

/** As their page shows them, in the order of the list: those a customer may choose. */
export async function deadlinesPage(unit: Unit<InsideScope>) {
	const settings = await deadlineSettings(unit);
	const reasons = (await reasonsOf(unit)).filter(({ kind }) => kind === 'dispute');
	return {
		policy: settings.policy,
		seen: seenDeadlines(settings),
		reasons: reasons.map((row) => ({ id: row.id, labels: row.labels, days: daysIn(row) }))
	};
}

/** Changes with whatever somebody may change there. */
export const seenDeadlines = (settings: DeadlineSettings): string =>
	hashOf(JSON.stringify(settings));

export const daysIn = (
	row: Pick<Reason, 'acknowledgeDays' | 'deadlineDays' | 'closureDays'>
): ReasonDays['days'] => ({
	acknowledgement: row.acknowledgeDays,
	answer: row.deadlineDays,
	closure: row.closureDays
});

export const deadlinePolicyIn = (house: Organisation): DeadlinePolicy => ({
	highPercent: house.deadlineHighPercent,
	urgentPercent: house.deadlineUrgentPercent,
	warningPercent: house.deadlineWarningPercent
});
