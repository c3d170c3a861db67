import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { deskProcedure, router } from '../trpc/procedures';
import { recordPayment } from './record-payment';

const day = z.string().refine((text): text is LocalDate => parseLocalDate(text) !== null);

export const paymentsDesk = router({
	record: deskProcedure('payments.record')
		.input(
			z.object({
				paymentId: z.uuid(),
				customerId: z.uuid(),
				receivedOn: day,
				amountMinor: z.bigint(),
				currency: z.string().regex(/^[A-Z]{3}$/),
				reference: z.string().trim().max(200).default(''),
				invoiceId: z.uuid().optional()
			})
		)
		.mutation(({ ctx, input }) => recordPayment(ctx.unit, input))
});
