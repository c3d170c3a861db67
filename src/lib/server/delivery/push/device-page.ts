import { createHash } from 'node:crypto';
import type { PortalScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { personOf } from './person';
import { liveDevicesOf } from './queries';
import { vapidKeys } from './vapid';

/** What a browser needs to ask for itself, and to find out whether it did: no address of another device. */
export async function devicePage(unit: Unit<PortalScope>) {
	const devices = await liveDevicesOf(unit, personOf(unit.scope));
	return {
		publicKey: vapidKeys().publicKey,
		devices: devices.map(({ endpoint }) => fingerprintOf(endpoint))
	};
}

/** Of its address; `static/notifications.js` makes the same. */
const fingerprintOf = (endpoint: string): string =>
	createHash('sha256').update(endpoint).digest('hex').slice(0, 32);
