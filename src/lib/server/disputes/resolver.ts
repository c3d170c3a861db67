import { z } from 'zod';
import { answerDisputeInput } from '$lib/domain/disputes/schema';
import { prepareFiles } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { incomingFiles, resolverUpload } from '../attachments/upload';
import { mailWaitingLink } from '../auth/mail-waiting-link';
import type { ResolverScope } from '../auth/scope';
import { ofDocument, readDocument } from '../invoices/read-document';
import { resolverProcedure, router } from '../trpc/procedures';
import { unitOfWork } from '../db/client';
import { readForResolver } from './claims-for-resolver';
import { besideLink } from './account-behind';
import { answerDispute } from './answer-dispute';
import { invoiceOfCase, resolverPage } from './resolver-page';
import { waitingElsewhere } from './waiting-elsewhere';

const files = incomingFiles;

const ofCase = ({ disputeId, customerId }: ResolverScope, uploadedByName: string) => ({
	disputeId,
	customerId,
	audience: 'internal' as const,
	uploadedByKind: 'resolver' as const,
	uploadedByName
});

export const disputesResolver = router({
	page: resolverProcedure.query(({ ctx }) => resolverPage(ctx.unit, ctx.signedIn)),
	/** Reads beyond the one case: outside the transaction of the link. */
	waiting: resolverUpload.query(({ ctx }) => waitingElsewhere(ctx.scope)),
	/** Says what became of it; nothing about cases that do not wait for the holder. */
	mailWaiting: resolverUpload
		.input(z.object({ reference: z.string().trim().min(1).max(60) }))
		.mutation(({ ctx, input }) => mailWaitingLink(ctx.scope, input.reference)),
	answer: resolverUpload
		.input(answerDisputeInput.extend({ files }))
		.mutation(async ({ ctx: { scope, signedIn }, input }) => {
			const prepared = await prepareFiles(input.files);
			return unitOfWork(scope, async (unit) => {
				const answered = await answerDispute(
					unit,
					scope.disputeId,
					input,
					besideLink(scope, signedIn)
				);
				if (answered.isNew) await saveAttachments(unit, ofCase(scope, input.signedName), prepared);
				return answered;
			});
		}),
	attachment: resolverProcedure
		.input(z.object({ id: z.uuid(), wanted: z.enum(['file', 'thumbnail']).default('file') }))
		.query(({ ctx, input }) => readForResolver(ctx.unit, input)),
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
