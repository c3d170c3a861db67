import { z } from 'zod';
import { parseLocalDate } from '$lib/domain/calendar';
import { STEP_KINDS } from '$lib/domain/dunning/scenario';
import { stepKey } from '$lib/domain/dunning/step-schema';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { noticeMail, plannedMail } from './mail-preview';
import { noticeWords } from './notice-words';
import { MOST_AT_ONCE, reviewNotices } from './review-notices';
import { reviewQueue } from './review-queue';
import { rewordNotice } from './reword-notice';

const filter = z.object({
	step: stepKey.optional(),
	channel: z.enum(STEP_KINDS).optional(),
	mine: z.boolean().default(false)
});
const one = z.object({ noticeId: z.uuid() });
const day = z.string().transform((text) => parseLocalDate(text) ?? undefined);
/** One kind of line end, and no page break: that is ours. */
const typed = (length: number) =>
	z
		.string()
		.max(length)
		.transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\f', ''));
const seen = z.string().max(64);
const words = z.object({ subject: typed(500), body: typed(10_000), closing: typed(5000) });

/** What waits for a person: looked at, reworded, and said yes or no to. */
export const reviewDesk = router({
	queue: deskProcedure('dunning.read')
		.input(filter.extend({ page: z.number().int().min(1).max(100_000).default(1) }))
		.query(({ ctx, input }) => reviewQueue({ ...ctx.unit, scope: ctx.scope }, input)),

	/** Each notice is a transaction of its own. */
	decide: deskGate('dunning.run')
		.input(
			z.object({
				verb: z.enum(['confirm', 'skip']),
				chosen: z.union([
					z.object({ noticeIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE) }),
					z.object({ filter, seen: z.number().int().min(0) })
				]),
				note: z.string().trim().max(2000).default('')
			})
		)
		.mutation(({ ctx, input }) => reviewNotices(ctx.scope, input)),

	words: deskProcedure('dunning.run')
		.input(one)
		.query(({ ctx, input }) => noticeWords(ctx.unit, input.noticeId)),

	reword: deskProcedure('dunning.run')
		.input(one.extend({ seen, words }))
		.mutation(({ ctx, input }) => rewordNotice(ctx.unit, input)),

	/** Back to what the template says. */
	restoreWords: deskProcedure('dunning.run')
		.input(one.extend({ seen }))
		.mutation(({ ctx, input }) => rewordNotice(ctx.unit, { ...input, words: null })),

	noticeMail: deskProcedure('dunning.read')
		.input(one)
		.query(({ ctx, input }) => noticeMail(ctx.unit, input.noticeId)),

	plannedMail: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid(), on: day.optional() }))
		.query(({ ctx, input: { customerId, on } }) =>
			plannedMail(ctx.unit, { customerId, ...(on && { on }) })
		)
});
