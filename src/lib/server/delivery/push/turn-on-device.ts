import { and, eq } from 'drizzle-orm';
import { ECDH } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { MOST_DEVICES, MOST_DEVICES_EVER, type DeviceKeys } from '$lib/domain/delivery/devices';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import { lockLinkDay, ofLink } from '../../auth/link-day';
import type { PortalScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { pushSubscription } from '../../db/schema/push-subscriptions';
import { problemOfUrl } from '../providers/target';
import { personOf, subjectOf } from './person';
import { ANYBODY } from './push-trust';
import { liveDevicesOf } from './queries';

/**
 * This device is told from now on what happens in the cases its holder follows. Asked twice, it is told once.
 * @throws push_unusable, too_many_devices
 */
export async function turnOnDevice(unit: Unit<PortalScope>, device: DeviceKeys): Promise<void> {
	if (problemOfUrl(device.endpoint, ANYBODY) || !isPoint(device.p256dh))
		throw new AppError('push_unusable');
	await lockLinkDay(unit);
	const now = await liveDevicesOf(unit, personOf(unit.scope));
	if (now.some(({ endpoint, linkId }) => endpoint === device.endpoint && linkId === linkOf(unit)))
		return;
	const others = new Set(now.map(({ endpoint }) => endpoint));
	others.delete(device.endpoint);
	if (others.size >= MOST_DEVICES || (await everAsked(unit)) >= MOST_DEVICES_EVER)
		throw new AppError('too_many_devices', { most: String(MOST_DEVICES) });
	await ask(unit, device);
	await record(unit, 'device.turned_on', subjectOf(unit.scope));
}

const linkOf = ({ scope }: Unit<PortalScope>): string => scope.holder.linkId;

/** On the curve: nothing can be encrypted for anything else. */
function isPoint(p256dh: string): boolean {
	try {
		ECDH.convertKey(p256dh, 'prime256v1', 'base64url');
		return true;
	} catch {
		return false;
	}
}

const everAsked = (unit: Unit<PortalScope>): Promise<number> =>
	unit.tx.$count(pushSubscription, ofLink(unit, pushSubscription));

/** Turned off before, it is the same device: its keys never change while its address stays. */
async function ask(unit: Unit<PortalScope>, device: DeviceKeys): Promise<void> {
	const { organisationId, customerId, holder } = unit.scope;
	const [again] = await unit.tx
		.update(pushSubscription)
		.set({ endedAt: null })
		.where(
			and(
				ofLink(unit, pushSubscription),
				eq(pushSubscription.endpoint, device.endpoint),
				eq(pushSubscription.p256dh, device.p256dh),
				eq(pushSubscription.auth, device.auth)
			)
		)
		.returning({ id: pushSubscription.id });
	if (again) return;
	const { rowCount } = await unit.tx
		.insert(pushSubscription)
		.values({
			...{ organisationId, id: uuidv7(), customerId, linkId: holder.linkId },
			...device,
			createdAt: unit.now,
			endedAt: null
		})
		.onConflictDoNothing();
	if (!rowCount) throw new AppError('push_unusable');
}
