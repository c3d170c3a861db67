import { z } from 'zod';
import { answerDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { prepareFiles } from '../attachments/prepare-files';
import { readAttachment } from '../attachments/read-attachment';
import { saveAttachments } from '../attachments/save-attachment';
import { incomingFiles, resolverUpload } from '../attachments/upload';
import type { ResolverScope } from '../auth/scope';
import { ofDocument, readDocument } from '../invoices/read-document';
import { publicProcedure, resolverProcedure, router } from '../trpc/procedures';
import { unitOfWork } from '../db/client';
import { answerDispute } from './answer-dispute';
import { invoiceOfCase, otherCasesOf, resolverPage } from './resolver-page';

const files = incomingFiles;

const ofCase = ({ disputeId, customerId }: ResolverScope, uploadedByName: string) => ({
	disputeId,
	customerId,
	audience: 'internal' as const,
	uploadedByKind: 'resolver' as const,
	uploadedByName
});

export const disputesResolver = router({
	page: resolverProcedure.query(({ ctx }) => resolverPage(ctx.unit)),
	/** Reads beyond the one case: outside the transaction of the link. */
	waiting: publicProcedure.query(({ ctx }) => {
		if (ctx.scope?.audience !== 'resolver') throw new AppError('link_unknown');
		return otherCasesOf(ctx.scope);
	}),
	answer: resolverUpload
		.input(answerDisputeInput.extend({ askCustomer: z.boolean().default(false), files }))
		.mutation(async ({ ctx: { scope }, input }) => {
			const prepared = await prepareFiles(input.files);
			return unitOfWork(scope, async (unit) => {
				const answered = await answerDispute(unit, scope.disputeId, input);
				if (answered.isNew) await saveAttachments(unit, ofCase(scope, input.signedName), prepared);
				return answered;
			});
		}),
	attachment: resolverProcedure
		.input(z.object({ id: z.uuid(), wanted: z.enum(['file', 'thumbnail']).default('file') }))
		.query(({ ctx, input }) => readAttachment(ctx.unit, input.id, input.wanted)),
	/** A paper beside an invoice of the case. */
	invoiceDocument: resolverProcedure.input(ofDocument).query(async ({ ctx: { unit }, input }) => {
		await invoiceOfCase(unit, input.invoiceId);
		return readDocument(unit, input);
	}),
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
