import { and, eq, isNull, lte } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import { isLive } from '$lib/domain/delivery/devices';
import { linksByIds } from '../../auth/link-queries';
import { systemScope, type SystemScope } from '../../auth/scope';
import { unitOfWork, type Unit } from '../../db/client';
import { pushSubscription } from '../../db/schema/push-subscriptions';
import { log } from '../../log';
import { allOrganisations } from '../../settings/queries';
import { endDevices } from './end-devices';

/** Devices whose link ran out are told no more; a day later nothing of them is kept. */
export async function forgetDevices(): Promise<void> {
	for (const { organisationId, timeZone } of await allOrganisations()) {
		const scope = systemScope({ organisationId, timeZone, actor: 'devices' });
		// One organisation's trouble is not the others'.
		await unitOfWork(scope, forgetIn).catch((error: unknown) =>
			log('error', 'devices.not_forgotten', { organisationId, error })
		);
	}
}

async function forgetIn(unit: Unit<SystemScope>): Promise<void> {
	const ours = eq(pushSubscription.organisationId, unit.scope.organisationId);
	const open = await unit.tx
		.select()
		.from(pushSubscription)
		.where(and(ours, isNull(pushSubscription.endedAt)));
	const links = await linksByIds(unit, [...new Set(open.map(({ linkId }) => linkId))]);
	const over = open.filter((row) => {
		const link = links.get(row.linkId);
		return !link || !isLive({ ...row, link }, unit.now);
	});
	await endDevices(
		unit,
		over.map(({ id }) => id)
	);
	await unit.tx
		.delete(pushSubscription)
		.where(and(ours, lte(pushSubscription.endedAt, new Date(unit.now.getTime() - DAY_MS))));
}
