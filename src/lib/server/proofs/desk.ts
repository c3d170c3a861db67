import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { customerByCode } from '../customers/queries';
import { sentMessage } from '../delivery/sent-to-customer';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { proveCustomer } from './customer/prove-customer';
import { customerHistory, MOST_PAGES, SHOWN } from './history/customer-history';
import { proveCase } from './prove-case';

export const proofsDesk = router({
	/** Everything that proves a case, to be saved, with the words of colleagues where asked; taking it is written down. */
	ofCase: deskGate('proofs.read')
		.input(
			z.object({
				reference: z.string().max(40),
				internal: z.boolean().default(false),
				language: z.enum(LANGUAGES)
			})
		)
		.mutation(({ ctx, input }) => proveCase(ctx.scope, input)),
	/** The same of a customer's account, for all days or some. */
	ofCustomer: deskGate('proofs.read')
		.input(
			z.object({
				code: z.string().max(100),
				from: dayInput.nullable().default(null),
				until: dayInput.nullable().default(null),
				internal: z.boolean().default(false),
				language: z.enum(LANGUAGES)
			})
		)
		.mutation(({ ctx, input }) => proveCustomer(ctx.scope, input)),
	/** Every message to a customer and from him, what happened to him and what colleagues noted. */
	history: deskProcedure('proofs.read')
		.input(
			z.object({
				code: z.string().max(100),
				page: z.coerce.number().int().min(1).max(MOST_PAGES).catch(1).default(1),
				show: z.enum(SHOWN).catch('all').default('all')
			})
		)
		.query(({ ctx, input }) => customerHistory(ctx.unit, input)),
	/** One that was sent, word for word. */
	message: deskProcedure('proofs.read')
		.input(z.object({ code: z.string().max(100), id: z.uuid(), language: z.enum(LANGUAGES) }))
		.query(async ({ ctx: { unit }, input: { code, id, language } }) => {
			const customer = await customerByCode(unit, code);
			const words = say('desk_proof_link', {}, language);
			const message = await sentMessage(unit, { customerId: customer.id, id }, words);
			return { customerName: customer.name, message };
		})
});
