import { uuidv7 } from 'uuidv7';
import { freeCode } from '$lib/domain/disputes/reason-list';
import {
	fitting,
	refuseReason,
	written,
	type ReasonSettings
} from '$lib/domain/disputes/reason-settings';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { lockReasons } from './lock-reasons';
import { organisationOf } from './queries';
import { asKnown } from './reason-queries';
import { refuseUnknownTeam } from './teams/refuse-unknown-team';

/** Always a disagreement: each answer does something of its own that no form can describe. */
const KIND = 'dispute';

/** The last of the list, before what fits nothing else. @throws team_unknown, what `refuseReason` finds */
export async function addReason(
	unit: Unit<InsideScope>,
	wanted: ReasonSettings
): Promise<{ id: string; code: string }> {
	const all = await lockReasons(unit);
	const { language: house } = await organisationOf(unit);
	refuseReason(wanted, { kind: KIND, house, others: all.map(asKnown) });
	await refuseUnknownTeam(unit, wanted.team, { field: 'team' });
	const { organisationId } = unit.scope;
	const settings = {
		...fitting(KIND, wanted),
		labels: written(wanted.labels),
		suggestedTasks: written(wanted.suggestedTasks)
	};
	const id = uuidv7();
	const code = freeCode(
		wanted.labels.en,
		all.map((one) => one.code)
	);
	const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
	await unit.tx
		.insert(reason)
		.values({ ...settings, organisationId, id, code, kind: KIND, position });
	await record(unit, 'reason.added', { kind: 'reason', id }, { code, after: settings });
	return { id, code };
}
