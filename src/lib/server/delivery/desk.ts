import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { cameBack } from './came-back';
import { giveUpDelivery } from './give-up-delivery';
import {
	deliveryById,
	deliverySummary,
	DELIVERY_STATUSES,
	listDeliveries,
	type Delivery
} from './queries';
import { deliveriesOfNotice } from './delivery-reports';
import { retryDelivery } from './retry-delivery';

const one = z.object({ deliveryId: z.uuid() });

export const deliveryDesk = router({
	summary: deskProcedure('dunning.read').query(({ ctx }) => deliverySummary(ctx.unit)),
	list: deskProcedure('dunning.read')
		.input(
			z.object({
				status: z.array(z.enum(DELIVERY_STATUSES)).optional(),
				cameBack: z.boolean().optional(),
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
	/** Every message of a notice, and what was heard of it. */
	ofNotice: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => deliveriesOfNotice(ctx.unit, input.noticeId)),
	cameBack: deskProcedure('dunning.run')
		.input(one.extend({ reason: z.string().trim().min(1).max(500) }))
		.mutation(({ ctx, input }) => cameBack(ctx.unit, input)),
	giveUp: deskProcedure('dunning.run')
		.input(one)
		.mutation(({ ctx, input }) => giveUpDelivery(ctx.unit, input.deliveryId))
});

/** As written, its link still a placeholder: a colleague reads the letter without the customer's key. */
const shown = ({
	facts: _facts,
	onceKey: _onceKey,
	leaseUntil: _leaseUntil,
	beginUntil: _beginUntil,
	organisationId: _organisationId,
	...rest
}: Delivery) => rest;
