import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { giveUpDelivery } from './give-up-delivery';
import {
	deliveryById,
	deliverySummary,
	DELIVERY_STATUSES,
	listDeliveries,
	type Delivery
} from './queries';
import { retryDelivery } from './retry-delivery';

const one = z.object({ deliveryId: z.uuid() });

export const deliveryDesk = router({
	summary: deskProcedure('dunning.read').query(({ ctx }) => deliverySummary(ctx.unit)),
	list: deskProcedure('dunning.read')
		.input(
			z.object({
				status: z.array(z.enum(DELIVERY_STATUSES)).optional(),
				customerId: z.uuid().optional(),
				page: z.number().int().min(1).default(1)
			})
		)
		.query(({ ctx, input }) => listDeliveries(ctx.unit, input)),
	show: deskProcedure('dunning.read')
		.input(one)
		.query(async ({ ctx, input }) => shown(await deliveryById(ctx.unit, input.deliveryId))),
	retry: deskProcedure('dunning.run')
		.input(one)
		.mutation(({ ctx, input }) => retryDelivery(ctx.unit, input.deliveryId)),
	giveUp: deskProcedure('dunning.run')
		.input(one)
		.mutation(({ ctx, input }) => giveUpDelivery(ctx.unit, input.deliveryId))
});

/** As written, its link still a placeholder: a colleague reads the letter without the customer's key. */
const shown = ({
	facts: _facts,
	onceKey: _onceKey,
	leaseUntil: _leaseUntil,
	organisationId: _organisationId,
	...rest
}: Delivery) => rest;
