import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { deskProcedure, router } from '../trpc/procedures';
import { answerClaim } from './answer-claim';
import { claimsHeard } from './claim-list';
import { recordPayment } from './record-payment';

export const paymentsDesk = router({
	record: deskProcedure('payments.record')
		.input(
			z.object({
				paymentId: z.uuid(),
				customerId: z.uuid(),
				receivedOn: dayInput,
				amountMinor: z.bigint(),
				currency: z.string().regex(/^[A-Z]{3}$/),
				reference: z.string().trim().max(200).default(''),
				invoiceId: z.uuid().optional()
			})
		)
		.mutation(({ ctx, input }) => recordPayment(ctx.unit, input)),

	/** What the customer said he paid, and what was found of it. */
	claims: deskProcedure('customers.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(({ ctx, input }) => claimsHeard(ctx.unit, input.customerId)),

	answerClaim: deskProcedure('payments.record')
		.input(
			z.object({
				claimId: z.uuid(),
				verdict: z.enum(['found', 'not_found']),
				note: z.string().trim().max(1000).default('')
			})
		)
		.mutation(({ ctx, input }) => answerClaim(ctx.unit, input))
});
