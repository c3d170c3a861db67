import { z } from 'zod';
import { parseLocalDate } from '$lib/domain/calendar';
import { deskProcedure, router } from '../trpc/procedures';
import { addRate } from './add-rate';
import { claimCharge } from './claim-charge';
import { invoiceCharges } from './invoice-charges';
import { ratesPage } from './rates-page';
import { removeRate } from './remove-rate';
import { waiveCharge } from './waive-charge';
import { withdrawCharge } from './withdraw-charge';

const day = z.string().transform((text, context) => {
	const date = parseLocalDate(text);
	if (!date) context.addIssue({ code: 'custom', message: 'date' });
	return date ?? z.NEVER;
});
const reason = z.string().trim().min(1).max(500);
const request = z.object({
	invoiceId: z.uuid(),
	kind: z.enum(['interest', 'fixed_fee']),
	amountMinor: z.bigint()
});
const source = z.string().trim().min(1).max(200);
const rate = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('interest'),
		fromOn: day,
		source,
		basisPoints: z.number().int().min(0).max(10_000)
	}),
	z.object({
		kind: z.literal('fixed_fee'),
		fromOn: day,
		source,
		amountMinor: z.bigint().min(0n).max(1_000_000n),
		currency: z.string().regex(/^[A-Z]{3}$/)
	})
]);

export const lateChargesDesk = router({
	ofInvoice: deskProcedure('invoices.read')
		.input(z.object({ invoiceId: z.uuid() }))
		.query(({ ctx, input }) => invoiceCharges(ctx.unit, input.invoiceId)),

	claim: deskProcedure('late_charges.decide')
		.input(request)
		.mutation(({ ctx, input }) => claimCharge(ctx.unit, input)),

	waive: deskProcedure('late_charges.decide')
		.input(request.extend({ reason }))
		.mutation(({ ctx, input }) => waiveCharge(ctx.unit, input)),

	withdraw: deskProcedure('late_charges.decide')
		.input(z.object({ chargeId: z.uuid(), reason }))
		.mutation(({ ctx, input }) => withdrawCharge(ctx.unit, input.chargeId, input.reason)),

	rates: deskProcedure('dunning.read').query(({ ctx }) => ratesPage(ctx.unit)),

	addRate: deskProcedure('settings.manage')
		.input(rate)
		.mutation(({ ctx, input }) => addRate(ctx.unit, input)),

	removeRate: deskProcedure('settings.manage')
		.input(z.object({ rateId: z.uuid() }))
		.mutation(({ ctx, input }) => removeRate(ctx.unit, input.rateId))
});
