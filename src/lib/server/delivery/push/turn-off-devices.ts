import { record } from '../../audit/record';
import type { PortalScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { endDevices } from './end-devices';
import { personOf, subjectOf } from './person';
import { liveDevicesOf } from './queries';

/** This device of the holder, whichever of his links it was asked through; without one, all of them. */
export async function turnOffDevices(
	unit: Unit<PortalScope>,
	endpoint: string | null
): Promise<void> {
	const ids = new Set<string>();
	// Asked through several links, it is listed once each time.
	for (;;) {
		const live = await liveDevicesOf(unit, personOf(unit.scope));
		const mine = live.filter((one) => !endpoint || one.endpoint === endpoint);
		const ended = await endDevices(
			unit,
			mine.map(({ id }) => id)
		);
		if (ended.length === 0) break;
		for (const id of ended) ids.add(id);
	}
	if (ids.size > 0)
		await record(unit, 'device.turned_off', subjectOf(unit.scope), { devices: ids.size });
}
