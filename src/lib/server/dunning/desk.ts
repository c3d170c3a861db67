import { z } from 'zod';
import { can } from '$lib/domain/access';
import { parseLocalDate } from '$lib/domain/calendar';
import { DECISION_REASONS } from '$lib/domain/dunning/decision';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import { wakeDelivery } from '../delivery/wake';
import { deskProcedure, publicProcedure, router } from '../trpc/procedures';
import { alertsOf } from './alerts';
import { confirmNotice } from './confirm-notice';
import { customerNotices } from './customer-notices';
import { contactOrderOf } from './contact-order';
import { failingNumbersOf } from './failing-numbers';
import { engineScopeOf } from './engine-scope';
import { draftLetter } from './draft-letter';
import { readLetter } from './read-letter';
import { readNotice } from './read-notice';
import { planSummary } from './plan-summary';
import { noticeCountsOf, noticesToConfirm } from './notice-queries';
import { decisionsOf } from './decision-queries';
import { runOf, runsOf } from './queries';
import { runDunning } from './run-dunning';
import { saidMail } from './said-mail';
import { sendingHoursOn } from './sending-hours';
import { skipNotice } from './skip-notice';
import { takeBackLegal } from './take-back-legal';
import { whyCustomer } from './why-customer';

const day = z.string().transform((text, context) => {
	const date = parseLocalDate(text);
	if (!date) context.addIssue({ code: 'custom', message: 'date' });
	return date ?? z.NEVER;
});
const outcome = z.enum(['send', 'confirm', 'task', 'nothing']);
const reason = z.enum(DECISION_REASONS);
const page = z.number().int().min(1).max(100_000).default(1);
const noticeAction = z.object({
	noticeId: z.uuid(),
	note: z.string().trim().max(2000).default('')
});

export const dunningDesk = router({
	runs: deskProcedure('dunning.read')
		.input(z.object({ limit: z.number().int().min(1).max(1000) }).default({ limit: 30 }))
		.query(({ ctx, input }) => runsOf(ctx.unit, input.limit)),

	run: deskProcedure('dunning.read')
		.input(z.object({ runId: z.uuid() }))
		.query(async ({ ctx, input }) => ({
			...(await runOf(ctx.unit, input.runId)),
			notices: await noticeCountsOf(ctx.unit, input.runId)
		})),

	decisions: deskProcedure('dunning.read')
		.input(
			z.object({ runId: z.uuid(), outcome: outcome.optional(), reason: reason.optional(), page })
		)
		.query(({ ctx, input: { runId, ...filter } }) => decisionsOf(ctx.unit, runId, filter)),

	/** What a run would do; nothing is written. */
	plan: deskProcedure('dunning.read')
		.input(
			z.object({ on: day.optional(), outcome: outcome.optional(), reason: reason.optional(), page })
		)
		.query(({ ctx, input }) => planSummary(ctx.unit, input)),

	/** When the messages of today leave. */
	hours: deskProcedure('dunning.read').query(({ ctx }) => sendingHoursOn(ctx.unit, ctx.unit.today)),

	/** Whom nobody can write to today, each a task for somebody. */
	alerts: deskProcedure('dunning.read').query(({ ctx }) => alertsOf(ctx.unit)),

	toConfirm: deskProcedure('dunning.read').query(({ ctx }) => noticesToConfirm(ctx.unit)),

	notice: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => readNotice(ctx.unit, input.noticeId)),

	/** Its mail, word for word. */
	saidMail: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => saidMail(ctx.unit, input.noticeId)),

	letterFile: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => readLetter(ctx.unit, input.noticeId)),
	letterDraft: deskProcedure('dunning.read')
		.input(z.object({ noticeId: z.uuid() }))
		.query(({ ctx, input }) => draftLetter(ctx.unit, input.noticeId)),

	whyCustomer: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid(), on: day.optional() }))
		.query(({ ctx, input }) => whyCustomer(ctx.unit, input.customerId, input.on)),

	ofCustomer: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid(), limit: z.number().int().min(1).max(1000).default(10) }))
		.query(({ ctx, input }) => customerNotices(ctx.unit, input.customerId, input.limit)),
	/** Whom each step of this customer's scenario reaches, and in what order it looks. */
	failingNumbers: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(({ ctx, input }) => failingNumbersOf(ctx.unit, input.customerId)),
	contactOrder: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(({ ctx, input }) => contactOrderOf(ctx.unit, input.customerId)),

	confirm: deskProcedure('dunning.run')
		.input(noticeAction.extend({ sure: z.boolean().default(false) }))
		.mutation(({ ctx, input }) => confirmNotice(ctx.unit, input.noticeId, input.note, input.sure)),

	skip: deskProcedure('dunning.run')
		.input(noticeAction)
		.mutation(({ ctx, input }) => skipNotice(ctx.unit, input.noticeId, input.note)),

	takeBack: deskProcedure('dunning.run')
		.input(z.object({ customerId: z.uuid(), reason: z.string().trim().max(1000) }))
		.mutation(({ ctx, input }) => takeBackLegal(ctx.unit, input.customerId, input.reason)),

	// A run commits chunk by chunk: it opens its own transactions instead of living in one.
	runNow: publicProcedure.mutation(async ({ ctx }) => {
		const summary = await runDunning(engineScopeOf(allowedToRun(ctx.scope)));
		wakeDelivery();
		return summary;
	})
});

function allowedToRun(scope: Scope | null) {
	if (scope?.audience !== 'desk') throw new AppError('not_signed_in');
	if (!can(scope.user.role, 'dunning.run')) throw new AppError('not_allowed');
	return scope;
}
