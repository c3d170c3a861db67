import { z } from 'zod';
import { dayInput } from '$lib/domain/day-input';
import { MOST_READ } from '$lib/domain/receivables/at-once';
import { LONGEST_WORDS } from '$lib/domain/typed-text';
import { LANGUAGES } from '$lib/i18n/language';
import { portalFiles, portalUpload } from '../attachments/upload';
import { portalProcedure, router } from '../trpc/procedures';
import { claimReceipt } from './claim-receipt';
import { claimEach, currenciesOf } from './claim-each';
import { payForm } from './portal-form';

const transfer = z.object({
	invoiceIds: z.array(z.uuid()).max(MOST_READ),
	paidOn: dayInput,
	amountMinor: z.bigint().optional(),
	isMore: z.boolean().default(false),
	parts: z
		.array(z.object({ invoiceId: z.uuid(), amountMinor: z.bigint() }))
		.max(MOST_READ)
		.optional(),
	currency: z.string().regex(/^[A-Z]{3}$/),
	reference: z.string().trim().max(140).default(''),
	note: z.string().trim().max(LONGEST_WORDS).default(''),
	language: z.enum(LANGUAGES),
	idempotencyKey: z.string().min(8).max(100)
});

/** Where to pay, and saying that one has, behind a customer's link. */
export const paymentsPortal = router({
	form: portalProcedure
		.input(z.object({ invoiceIds: z.array(z.uuid()).max(MOST_READ) }))
		.query(({ ctx: { unit }, input }) => payForm(unit, input.invoiceIds)),

	claimed: portalProcedure
		.input(z.object({ claimId: z.uuid() }))
		.query(({ ctx: { unit }, input }) => claimReceipt(unit, input.claimId)),

	claim: portalUpload
		.input(
			transfer.extend({ files: portalFiles, every: z.enum(['overdue', 'upcoming']).optional() })
		)
		.mutation(({ ctx: { scope }, input: { files, ...claim } }) =>
			claimEach(scope, { claims: [claim], files })
		),

	/** Of several currencies, each its own transfer. */
	claimEach: portalUpload
		.input(z.object({ claims: z.array(transfer).min(1).max(20), files: portalFiles }))
		.mutation(({ ctx: { scope }, input }) => claimEach(scope, input)),

	currencies: portalProcedure
		.input(z.object({ invoiceIds: z.array(z.uuid()).max(MOST_READ) }))
		.query(({ ctx: { unit }, input }) => currenciesOf(unit, input.invoiceIds))
});
