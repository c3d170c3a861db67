import { and, eq } from 'drizzle-orm';
import type { AlertTime } from '$lib/domain/users/alerts';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { addressOf } from '../account-queries';

/** From the next event on; the first digest comes the next morning, and what waits for one still comes with it. */
export async function changeOwnAlerts(
	unit: Unit<DeskScope>,
	{ alerts }: { alerts: AlertTime }
): Promise<void> {
	const { organisationId, user: me } = unit.scope;
	const before = await alertsOf(unit);
	if (before === alerts) return;
	await unit.tx
		.update(user)
		.set({ alerts, ...(alerts === 'daily' && { digestOn: unit.today }) })
		.where(and(eq(user.organisationId, organisationId), eq(user.id, me.id)));
	await record(unit, 'user.alerts_changed', { kind: 'user', id: me.id }, { before, after: alerts });
}

export const alertsOf = async (unit: Unit<DeskScope>): Promise<AlertTime> =>
	(await addressOf(unit, unit.scope.user.id))?.alerts ?? 'at_once';
