import { z } from 'zod';
import { LEAST, MOST } from '$lib/domain/disputes/satisfaction';
import { AppError } from '$lib/domain/errors';
import { amendDisputeInput, openDisputeInput } from '$lib/domain/disputes/schema';
import { MOST_READ } from '$lib/domain/receivables/at-once';
import { LONGEST_COMPOSED, LONGEST_WORDS } from '$lib/domain/typed-text';
import { LANGUAGES } from '$lib/i18n/language';
import { readAttachment } from '../attachments/read-attachment';
import { checkFiles, takeFiles } from '../attachments/take-files';
import { portalFiles, portalUpload } from '../attachments/upload';
import { unitOfWork } from '../db/client';
import { portalProcedure, router } from '../trpc/procedures';
import { amendForm, linesToAmend } from './amend-form';
import { amendFromPortal } from './amend-from-portal';
import { answerFromPortal } from './answer-from-portal';
import { answeredItself } from './known-answered';
import { knownAbout } from './known';
import { openedFromPortal, openFromPortal } from './open-from-portal';
import { wantedInvoices } from './offered-invoices';
import { linesToContest, newDisputeForm } from './portal-form';
import { trackedCase } from './portal-tracker';
import { replyDispute } from './reply-dispute';
import { answerProposal } from './answer-proposal';
import { carryOutFor } from './carry-out-proposal';
import { caseDocument } from './case-document';
import { proposalPage } from './proposal-page';
import { rateDispute, surveyPage } from './satisfaction';
import { newFollower, unfollowDispute } from './follow-dispute';
import { followFromPortal } from './follow-from-portal';
import { caseByReference } from './portal-queries';
import { withdrawDispute } from './withdraw-dispute';

const score = z.number().int().min(LEAST).max(MOST);
const askedFor = z.object({
	invoiceIds: z.array(z.uuid()).max(MOST_READ),
	reasonCode: z.string().min(1).max(60),
	detail: z.string().max(200).default('')
});

/** A form as it was typed, in one text. */
const typed = z.string().max(100_000);
const ofCase = z.object({ reference: z.string().min(1).max(40) });
/** The version of the case on the page that was answered. */
const seen = z.uuid().optional();

/** Opening a case and following it, behind a customer's link. */
export const disputesPortal = router({
	form: portalProcedure
		.input(wantedInvoices.prefault({}))
		.query(({ ctx: { unit }, input }) => newDisputeForm(unit, input)),

	lines: portalProcedure
		.input(z.object({ invoiceIds: z.array(z.string().max(100)).max(MOST_READ) }))
		.query(({ ctx: { unit }, input }) => linesToContest(unit, input.invoiceIds)),

	open: portalUpload
		.input(
			openDisputeInput.extend({
				language: z.enum(LANGUAGES),
				files: portalFiles,
				/** Keys of what was on file and shown before. */
				seen: z.array(z.string().max(200)).max(MOST_READ).default([]),
				typed: typed.optional()
			})
		)
		.mutation(({ ctx: { scope }, input }) => openFromPortal(scope, input)),

	/** What this form has opened already. Asking changes nothing. */
	opened: portalUpload
		.input(z.object({ typed, idempotencyKey: z.string().min(8).max(100), files: portalFiles }))
		.query(({ ctx: { scope }, input }) => openedFromPortal(scope, input)),

	/** What may settle it before it is sent. Asking changes nothing. */
	known: portalProcedure
		.input(askedFor)
		.query(({ ctx: { unit }, input }) => knownAbout(unit, input)),

	answeredItself: portalProcedure
		.input(askedFor.extend({ idempotencyKey: z.string().min(8).max(100) }))
		.mutation(({ ctx: { unit }, input }) => answeredItself(unit, input)),

	/** Looks at files without keeping them, when the rest of the form is refused anyway. */
	checkFiles: portalUpload
		.input(z.object({ files: portalFiles }))
		.mutation(({ ctx: { scope }, input }) => checkFiles(scope, input.files)),

	answer: portalUpload
		.input(
			z.object({
				reasonCode: z.string().min(1).max(60),
				invoiceIds: z.array(z.uuid()).max(MOST_READ),
				explanation: z.string().max(LONGEST_WORDS).default(''),
				language: z.enum(LANGUAGES),
				idempotencyKey: z.string().min(8).max(100).optional()
			})
		)
		.mutation(({ ctx: { scope }, input }) => answerFromPortal(scope, input)),

	show: portalProcedure
		.input(ofCase)
		.query(({ ctx: { unit }, input }) => trackedCase(unit, input.reference)),

	reply: portalUpload
		.input(
			ofCase.extend({
				body: z.string().max(LONGEST_COMPOSED),
				idempotencyKey: z.string().min(8).max(100),
				seen,
				files: portalFiles
			})
		)
		.mutation(async ({ ctx: { scope }, input }) => {
			const prepared = await takeFiles(scope, input.files);
			return unitOfWork(scope, (unit) => replyDispute(unit, { ...input, files: prepared }));
		}),

	amendForm: portalProcedure
		.input(ofCase.extend(wantedInvoices.shape))
		.query(({ ctx: { unit }, input }) => amendForm(unit, input)),

	amendLines: portalProcedure
		.input(ofCase.extend({ invoiceIds: z.array(z.string().max(100)).max(MOST_READ) }))
		.query(({ ctx: { unit }, input }) => linesToAmend(unit, input)),

	/** @returns false when nothing was different */
	amend: portalUpload
		.input(amendDisputeInput.extend({ ...ofCase.shape, seen, files: portalFiles }))
		.mutation(({ ctx: { scope }, input }) => amendFromPortal(scope, input)),

	withdraw: portalProcedure
		.input(ofCase.extend({ seen }))
		.mutation(({ ctx: { unit }, input }) => withdrawDispute(unit, input.reference, input.seen)),

	follow: portalProcedure
		.input(ofCase.extend(newFollower.shape))
		.mutation(async ({ ctx: { unit }, input }) =>
			followFromPortal(unit, await caseByReference(unit, input.reference), input)
		),

	/** The holder himself. */
	followMyself: portalProcedure
		.input(ofCase)
		.mutation(async ({ ctx: { unit, scope }, input }) =>
			followFromPortal(unit, await caseByReference(unit, input.reference), scope.holder)
		),

	unfollow: portalProcedure
		.input(ofCase.extend({ followerId: z.uuid() }))
		.mutation(async ({ ctx: { unit }, input }) =>
			unfollowDispute(unit, await caseByReference(unit, input.reference), input.followerId)
		),

	proposal: portalProcedure
		.input(ofCase.extend({ language: z.enum(LANGUAGES) }))
		.query(({ ctx: { unit }, input }) => proposalPage(unit, input.reference, input.language)),

	/** The yes is committed first; what was agreed is then written down from inside, now or at the next ring. */
	answerProposal: portalUpload
		.input(
			ofCase.extend({
				proposalId: z.uuid(),
				verdict: z.enum(['accepted', 'refused']),
				signedName: z.string().trim().min(1).max(200),
				note: z.string().trim().max(2000).default(''),
				language: z.enum(LANGUAGES),
				shownSha256: z.string().max(64),
				idempotencyKey: z.string().min(8).max(100)
			})
		)
		.mutation(async ({ ctx: { scope, address }, input }) => {
			const { isOutdated } = await unitOfWork(scope, (unit) =>
				answerProposal(unit, { ...input, address: address() })
			);
			// Only now: what staff is told stays.
			if (isOutdated) throw new AppError('proposal_outdated');
			if (input.verdict === 'accepted') await carryOutFor(scope);
		}),

	survey: portalProcedure
		.input(ofCase)
		.query(({ ctx: { unit }, input }) => surveyPage(unit, input.reference)),

	rate: portalProcedure
		.input(
			ofCase.extend({
				solved: score,
				ease: score,
				comment: z.string().trim().max(2000).default('')
			})
		)
		.mutation(({ ctx: { unit }, input }) => rateDispute(unit, input)),

	document: portalProcedure
		.input(ofCase.extend({ id: z.string().max(100) }))
		.query(({ ctx: { unit }, input }) => caseDocument(unit, input)),

	attachment: portalProcedure
		.input(
			z.object({ id: z.string().max(100), wanted: z.enum(['file', 'thumbnail']).default('file') })
		)
		.query(({ ctx: { unit }, input }) => readAttachment(unit, input.id, input.wanted))
});
