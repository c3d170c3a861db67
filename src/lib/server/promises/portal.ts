import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { MOST_INSTALMENTS } from '$lib/domain/promises/plan';
import { MOST_READ } from '$lib/domain/receivables/at-once';
import { LANGUAGES } from '$lib/i18n/language';
import { signatureOf, type PortalScope } from '../auth/scope';
import { systemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { portalUpload } from '../attachments/upload';
import { log } from '../log';
import { portalProcedure, router } from '../trpc/procedures';
import { askPromise } from './ask-promise';
import { isOfferKey } from './offer-key';
import { madePlan, promiseForm } from './portal-form';
import { withheldFrom } from './notice-hook';
import { preparePromise } from './promise-hook';
import { tellOfWithdrawal } from './tell-of-promise';
import { withdrawPromise } from './withdraw-promise';

/** A customer promises to pay, behind his link. */
export const promisesPortal = router({
	form: portalUpload
		.input(z.object({ invoiceIds: z.array(z.uuid()).max(MOST_READ).default([]) }).prefault({}))
		.query(async ({ ctx: { scope }, input }) => {
			const noticed = await withheldFrom(scope);
			return unitOfWork(scope, (unit) => promiseForm(unit, { noticed, ...input }));
		}),

	made: portalProcedure
		.input(z.object({ promiseId: z.uuid() }))
		.query(({ ctx: { unit }, input }) => madePlan(unit, input.promiseId)),

	make: portalUpload
		.input(
			z.object({
				invoiceIds: z.array(z.uuid()).max(MOST_READ),
				/** Instead of naming them: everything that is late, or else open, with the sums that were shown. */
				every: z.string().max(200).optional(),
				amountMinor: z.bigint().optional(),
				days: z.array(dayInput).min(1).max(MOST_INSTALMENTS),
				note: z.string().trim().max(1000).default(''),
				language: z.enum(LANGUAGES),
				idempotencyKey: z
					.string()
					.min(8)
					.max(90)
					.refine((key) => !isOfferKey(key))
			})
		)
		.mutation(async ({ ctx: { scope }, input }) => {
			const withheld = await withheldFrom(scope);
			const made = await unitOfWork(scope, (unit) => askPromise(unit, { ...input, withheld }));
			// Known already, the calls are looked at again: the first time may have ended between the two.
			await closeCalls(scope).catch((error: unknown) =>
				// The promise stands whatever happens now: nobody is told that it does not.
				log('error', 'promise.calls_not_closed', { promiseId: made.promiseId, error })
			);
			return { promiseId: made.promiseId, decided: made.beyond.length === 0 };
		}),

	withdraw: portalProcedure
		.input(z.object({ promiseId: z.uuid() }))
		.mutation(async ({ ctx: { unit }, input }) =>
			tellOfWithdrawal(unit, await withdrawPromise(unit, input.promiseId, ''))
		)
});

/** A link sees no calls: the one in which it was said is closed from inside, once the promise is kept. */
const closeCalls = ({ organisationId, timeZone, customerId, holder }: PortalScope) =>
	unitOfWork(systemScope({ organisationId, timeZone, actor: signatureOf(holder) }), async (unit) =>
		(await preparePromise(unit, customerId))()
	);
