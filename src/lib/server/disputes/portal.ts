import { z } from 'zod';
import { openDisputeInput } from '$lib/domain/disputes/schema';
import { LANGUAGES } from '$lib/i18n/language';
import { prepareFiles } from '../attachments/prepare-files';
import { readAttachment } from '../attachments/read-attachment';
import { incomingFiles, portalUpload } from '../attachments/upload';
import { unitOfWork } from '../db/client';
import { portalProcedure, router } from '../trpc/procedures';
import { answerInstead } from './answer-instead';
import { openDispute } from './open-dispute';
import { newDisputeForm } from './portal-form';
import { trackedCase } from './portal-tracker';
import { replyDispute } from './reply-dispute';
import { withdrawDispute } from './withdraw-dispute';

const ofCase = z.object({ reference: z.string().min(1).max(40) });

/** Opening a case and following it, behind a customer's link. */
export const disputesPortal = router({
	form: portalProcedure.query(({ ctx: { unit } }) => newDisputeForm(unit)),

	open: portalUpload
		.input(openDisputeInput.extend({ language: z.enum(LANGUAGES), files: incomingFiles }))
		.mutation(async ({ ctx: { scope }, input }) => {
			const prepared = await prepareFiles(input.files);
			const { customerId, holder } = scope;
			const raiser = {
				raisedByName: holder.name || holder.email,
				raisedByEmail: holder.email,
				contactId: holder.contactId
			};
			return unitOfWork(scope, (unit) =>
				openDispute(unit, { ...input, ...raiser, customerId, source: 'portal', files: prepared })
			);
		}),

	/** Looks at files without keeping them, when the rest of the form is refused anyway. */
	checkFiles: portalUpload.input(z.object({ files: incomingFiles })).mutation(async ({ input }) => {
		await prepareFiles(input.files);
	}),

	answer: portalProcedure
		.input(
			z.object({
				reasonCode: z.string().min(1).max(60),
				invoiceIds: z.array(z.uuid()).max(100),
				explanation: z.string().max(5000).default('')
			})
		)
		.mutation(({ ctx: { unit }, input }) => answerInstead(unit, input)),

	show: portalProcedure
		.input(ofCase)
		.query(({ ctx: { unit }, input }) => trackedCase(unit, input.reference)),

	reply: portalUpload
		.input(
			ofCase.extend({
				body: z.string().max(5000),
				idempotencyKey: z.string().min(8).max(100),
				files: incomingFiles
			})
		)
		.mutation(async ({ ctx: { scope }, input }) => {
			const prepared = await prepareFiles(input.files);
			return unitOfWork(scope, (unit) => replyDispute(unit, { ...input, files: prepared }));
		}),

	withdraw: portalProcedure
		.input(ofCase)
		.mutation(({ ctx: { unit }, input }) => withdrawDispute(unit, input.reference)),

	attachment: portalProcedure
		.input(
			z.object({ id: z.string().max(100), wanted: z.enum(['file', 'thumbnail']).default('file') })
		)
		.query(({ ctx: { unit }, input }) => readAttachment(unit, input.id, input.wanted))
});
