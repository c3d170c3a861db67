import { z } from 'zod';
import { deviceInput } from '$lib/domain/delivery/devices';
import { portalProcedure, router } from '../trpc/procedures';
import { devicePage } from './push/device-page';
import { turnOffDevices } from './push/turn-off-devices';
import { turnOnDevice } from './push/turn-on-device';

/** Being told on a device, behind a customer's link. */
export const devicesPortal = router({
	page: portalProcedure.query(({ ctx: { unit } }) => devicePage(unit)),
	turnOn: portalProcedure
		.input(deviceInput)
		.mutation(({ ctx: { unit }, input }) => turnOnDevice(unit, input)),
	turnOff: portalProcedure
		.input(z.object({ endpoint: deviceInput.shape.endpoint.nullable() }))
		.mutation(({ ctx: { unit }, input }) => turnOffDevices(unit, input.endpoint))
});
