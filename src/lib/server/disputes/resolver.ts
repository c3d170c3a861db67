import { z } from 'zod';
import { answerDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { readAttachment } from '../attachments/read-attachment';
import { saveAttachments } from '../attachments/save-attachment';
import { publicProcedure, resolverProcedure, router } from '../trpc/procedures';
import { answerDispute } from './answer-dispute';
import { invoiceOfCase, otherCasesOf, resolverPage } from './resolver-page';

const files = z.array(z.object({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) })).default([]);

export const disputesResolver = router({
	page: resolverProcedure.query(({ ctx }) => resolverPage(ctx.unit)),
	/** Reads beyond the one case: outside the transaction of the link. */
	waiting: publicProcedure.query(({ ctx }) => {
		if (ctx.scope?.audience !== 'resolver') throw new AppError('link_unknown');
		return otherCasesOf(ctx.scope);
	}),
	answer: resolverProcedure
		.input(answerDisputeInput.extend({ askCustomer: z.boolean().default(false), files }))
		.mutation(async ({ ctx: { unit }, input }) => {
			const { disputeId, customerId } = unit.scope;
			const answered = await answerDispute(unit, disputeId, input);
			if (answered.isNew)
				await saveAttachments(unit, { disputeId, customerId, audience: 'internal', uploadedByKind: 'resolver', uploadedByName: input.signedName }, input.files);
			return answered;
		}),
	attachment: resolverProcedure
		.input(z.object({ id: z.uuid(), wanted: z.enum(['file', 'thumbnail']).default('file') }))
		.query(({ ctx, input }) => readAttachment(ctx.unit, input.id, input.wanted)),
	invoicePdf: resolverProcedure
		.input(z.object({ invoiceId: z.uuid() }))
		.query(async ({ ctx: { unit }, input }) => {
			const invoiceId = await invoiceOfCase(unit, input.invoiceId);
			// Drawing needs fonts and a large library: loaded when somebody asks.
			const { invoicePdf } = await import('../pdf/invoice');
			const { name, content } = await invoicePdf(unit, invoiceId);
			return { name, mime: 'application/pdf', content: new Uint8Array(content) };
		})
});
