import { isDeepStrictEqual } from 'node:util';
import {
	fitting,
	refuseReason,
	written,
	type ReasonSettings
} from '$lib/domain/disputes/reason-settings';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { lockReasons, reasonAmong } from './lock-reasons';
import { organisationOf } from './queries';
import { asKnown, isReason, keptReason, seenOf, settingsIn } from './reason-queries';
import { refuseUnknownTeam } from './teams/refuse-unknown-team';

export interface ChangedReason extends ReasonSettings {
	id: string;
	/** As it was on the page that was answered. */
	seen: string;
}

/**
 * Cases keep the date they were promised; the next ones follow it.
 * @throws not_found, conflict when somebody else changed it since, what `refuseReason` finds
 */
export async function changeReason(
	unit: Unit<InsideScope>,
	{ id, seen, ...wanted }: ChangedReason
): Promise<void> {
	const all = await lockReasons(unit);
	const { code, kind } = reasonAmong(all, id);
	const row = await keptReason(unit, id);
	if (seenOf(row) !== seen) throw new AppError('conflict');
	const { language: house } = await organisationOf(unit);
	const others = all.filter((one) => one.id !== id).map(asKnown);
	refuseReason(wanted, { kind, house, others });
	await refuseUnknownTeam(unit, wanted.team, { field: 'team', kept: row.team });
	const fit = fitting(kind, wanted);
	const after = {
		...fit,
		labels: written(fit.labels),
		suggestedTasks: written(fit.suggestedTasks)
	};
	const changed = changesOf(settingsIn(row), after);
	if (!changed) return;
	await unit.tx.update(reason).set(after).where(isReason(unit, id));
	await record(unit, 'reason.changed', { kind: 'reason', id }, { code, ...changed });
}

type Settings = Record<string, unknown>;

/** Only what is different, as it was and as it is; null when nothing is. */
function changesOf(
	before: Settings,
	after: Settings
): { before: Settings; after: Settings } | null {
	const names = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
	if (names.length === 0) return null;
	const only = (all: Settings) => Object.fromEntries(names.map((name) => [name, all[name]]));
	return { before: only(before), after: only(after) };
}
