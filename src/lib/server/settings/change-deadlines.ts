import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import {
	refuseDeadlines,
	type DeadlinePolicy,
	type ReasonDays
} from '$lib/domain/disputes/deadline-terms';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { reason } from '../db/schema/reasons';
import { deadlineSettings, seenDeadlines } from './deadline-queries';
import { lockReasons, reasonAmong } from './lock-reasons';
import { isReason } from './reason-queries';

export interface ChangedDeadlines {
	policy: DeadlinePolicy;
	reasons: readonly ReasonDays[];
	/** As they were on the page that was answered. */
	seen: string;
}

/**
 * Cases that run follow at once: their deadlines are worked out when somebody looks. A day that was promised
 * to a customer stays.
 * @throws not_found, conflict when somebody else changed them since, what `refuseDeadlines` finds
 */
export async function changeDeadlines(
	unit: Unit<InsideScope>,
	{ policy, reasons, seen }: ChangedDeadlines
): Promise<void> {
	const all = await lockReasons(unit);
	for (const { id } of reasons) reasonAmong(all, id);
	const before = await deadlineSettings(unit);
	if (seenDeadlines(before) !== seen) throw new AppError('conflict');
	refuseDeadlines(policy, reasons);
	const changed = reasons.filter(
		(one) => !isDeepStrictEqual(one.days, daysOf(before.reasons, one))
	);
	const isSamePolicy = isDeepStrictEqual(policy, before.policy);
	if (changed.length === 0 && isSamePolicy) return;
	for (const one of changed) await writeReason(unit, one);
	if (!isSamePolicy) await writePolicy(unit, policy);
	const codeOf = ({ id }: ReasonDays) => reasonAmong(all, id).code;
	const told = (list: readonly ReasonDays[]) =>
		Object.fromEntries(list.map((one) => [codeOf(one), daysOf(list, one)]));
	await record(
		unit,
		'organisation.deadlines_changed',
		{ kind: 'organisation', id: unit.scope.organisationId },
		{
			before: { ...before.policy, reasons: told(before.reasons.filter(isAmong(changed))) },
			after: { ...policy, reasons: told(changed) }
		}
	);
}

const isAmong =
	(list: readonly ReasonDays[]) =>
	({ id }: ReasonDays): boolean =>
		list.some((one) => one.id === id);

const daysOf = (list: readonly ReasonDays[], { id }: ReasonDays) =>
	list.find((one) => one.id === id)!.days;

const writeReason = (unit: Unit<InsideScope>, { id, days }: ReasonDays) =>
	unit.tx
		.update(reason)
		.set({
			acknowledgeDays: days.acknowledgement,
			deadlineDays: days.answer,
			closureDays: days.closure
		})
		.where(isReason(unit, id));

const writePolicy = (unit: Unit<InsideScope>, policy: DeadlinePolicy) =>
	unit.tx
		.update(organisation)
		.set({
			deadlineHighPercent: policy.highPercent,
			deadlineUrgentPercent: policy.urgentPercent,
			deadlineWarningPercent: policy.warningPercent
		})
		.where(eq(organisation.id, unit.scope.organisationId));
