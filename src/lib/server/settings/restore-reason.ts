import { sayingTheSame } from '$lib/domain/disputes/reason-settings';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { lockReasons, reasonAmong } from './lock-reasons';
import { asKnown, isReason } from './reason-queries';
import { refuseArchivedTeam } from './teams/refuse-unknown-team';

/** Offered again, in its old place. @throws not_found, team_archived, name_taken when another says the same by now */
export async function restoreReason(unit: Unit<InsideScope>, id: string): Promise<void> {
	const all = await lockReasons(unit);
	const { code, labels, archivedAt, team } = reasonAmong(all, id);
	if (!archivedAt) return;
	await refuseArchivedTeam(unit, team);
	const others = all.filter((one) => one.id !== id).map(asKnown);
	if (sayingTheSame(labels, others).length > 0) throw new AppError('name_taken');
	await unit.tx.update(reason).set({ archivedAt: null }).where(isReason(unit, id));
	await record(unit, 'reason.restored', { kind: 'reason', id }, { code });
}
