import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { MOST_READ } from '$lib/domain/receivables/at-once';
import { PROMISE_STANDINGS } from '$lib/domain/promises/standing';
import { WITHDRAWN_BECAUSE } from '$lib/domain/promises/taken-back';
import { deskProcedure, router } from '../trpc/procedures';
import { decidePromise } from './decide-promise';
import { markMistaken } from './mark-mistaken';
import { makePromise } from './make-promise';
import { promisePolicy } from './promise-policy';
import { keptRate, promisesOf } from './queries';
import { promisesToDecide } from './waiting-for-verdict';
import { withdrawPromise } from './withdraw-promise';

const note = z.string().trim().max(1000).default('');

export const promisesDesk = router({
	list: deskProcedure('dunning.read')
		.input(z.object({ standing: z.enum(PROMISE_STANDINGS).optional() }).default({}))
		.query(async ({ ctx: { unit }, input }) => {
			const all = await promisesOf(unit);
			const count = (standing: string) =>
				all.filter((promise) => promise.standing === standing).length;
			return {
				promises: all
					.filter(({ standing }) => !input.standing || standing === input.standing)
					.slice(0, 200),
				counts: Object.fromEntries(PROMISE_STANDINGS.map((each) => [each, count(each)])),
				keptPercent: keptRate(all, unit.today),
				policy: await promisePolicy(unit)
			};
		}),
	/** What waits for whoever decides: each plan once. */
	waiting: deskProcedure('promises.decide').query(async ({ ctx: { unit } }) =>
		(await promisesToDecide(unit)).filter(({ isLapsed }) => !isLapsed)
	),
	ofCustomer: deskProcedure('customers.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(async ({ ctx: { unit }, input }) => {
			const promises = await promisesOf(unit, input);
			const policy = await promisePolicy(unit);
			return { promises, keptPercent: keptRate(promises, unit.today), policy };
		}),
	make: deskProcedure('promises.record')
		.input(
			z.object({
				customerId: z.uuid(),
				items: z.array(z.object({ invoiceId: z.uuid(), amountMinor: z.bigint() })).max(MOST_READ),
				dueOn: dayInput,
				note,
				source: z.enum(['phone', 'email', 'post']).default('phone'),
				idempotencyKey: z.string().min(1).max(100)
			})
		)
		.mutation(({ ctx, input }) => makePromise(ctx.unit, input)),
	decide: deskProcedure('promises.decide')
		.input(z.object({ promiseId: z.uuid(), verdict: z.enum(['approved', 'refused']), note }))
		.mutation(({ ctx, input }) => decidePromise(ctx.unit, input)),
	withdraw: deskProcedure('promises.record')
		.input(
			z.object({
				promiseId: z.uuid(),
				note,
				because: z.enum(WITHDRAWN_BECAUSE).default('taken_back')
			})
		)
		.mutation(async ({ ctx, input }) => {
			if (input.because === 'by_mistake') await markMistaken(ctx.unit, input.promiseId, input.note);
			else await withdrawPromise(ctx.unit, input.promiseId, input.note);
		})
});
