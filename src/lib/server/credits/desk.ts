import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { RESIDUAL_REASONS } from '$lib/domain/credits/residual';
import { CREDIT_STATES } from '$lib/domain/credits/state';
import { deskUpload } from '../attachments/upload';
import { deskProcedure, router } from '../trpc/procedures';
import { exportCredits } from './export-credits';
import { correctCredit, failCredit } from './fail-credit';
import { importAnswers } from './import-answers';
import { postCredit } from './post-credit';
import { previewAnswers } from './preview-answers';
import { smallResiduals } from './small-residuals';
import { writeOffResidual } from './write-off-residual';
import { batchFile, creditsPage } from './queries';

const day = z.string().refine((text): text is LocalDate => parseLocalDate(text) !== null, {
	params: { refusal: 'date_invalid' }
});
const words = (most: number) =>
	z
		.string()
		.trim()
		.max(most)
		.refine((text) => text !== '', { params: { refusal: 'required' } });

/** Between the decided credits and the accounting system; a machine uses the same doors with a session. */
export const creditsDesk = router({
	list: deskProcedure('disputes.read')
		.input(
			z.object({
				state: z.enum(CREDIT_STATES).optional(),
				after: z.uuid().optional().catch(undefined)
			})
		)
		.query(({ ctx, input }) => creditsPage(ctx.unit, input)),
	file: deskProcedure('disputes.read')
		.input(z.object({ batchId: z.uuid(), as: z.enum(['csv', 'json']) }))
		.query(({ ctx, input }) => batchFile(ctx.unit, input)),
	export: deskProcedure('disputes.resolve').mutation(({ ctx }) => exportCredits(ctx.unit)),
	post: deskProcedure('disputes.resolve')
		.input(z.object({ requestId: z.uuid(), number: words(60), on: day, amountMinor: z.bigint() }))
		.mutation(({ ctx, input }) => postCredit(ctx.unit, input)),
	fail: deskProcedure('disputes.resolve')
		.input(z.object({ requestId: z.uuid(), why: words(1000) }))
		.mutation(({ ctx, input }) => failCredit(ctx.unit, input)),
	correct: deskProcedure('disputes.resolve')
		.input(z.object({ requestId: z.uuid(), note: words(1000) }))
		.mutation(({ ctx, input }) => correctCredit(ctx.unit, input)),
	/** What little posted credit notes left, and somebody may write off. */
	residuals: deskProcedure('disputes.read')
		.input(z.object({ after: z.uuid().optional().catch(undefined) }).default({}))
		.query(({ ctx, input }) => smallResiduals(ctx.unit, input)),
	writeOff: deskProcedure('disputes.resolve')
		.input(
			z.object({
				invoiceId: z.uuid(),
				amountMinor: z.bigint(),
				reason: z.enum(RESIDUAL_REASONS, { error: () => 'required' })
			})
		)
		.mutation(({ ctx, input }) => writeOffResidual(ctx.unit, input)),
	/** What the file would do; nothing is done. */
	previewAnswers: deskUpload('disputes.resolve')
		.input(z.object({ bytes: z.instanceof(Uint8Array) }))
		.mutation(({ ctx, input }) => previewAnswers(ctx.scope, input.bytes)),
	answers: deskUpload('disputes.resolve')
		.input(z.object({ bytes: z.instanceof(Uint8Array) }))
		.mutation(({ ctx, input }) => importAnswers(ctx.scope, input.bytes))
});
