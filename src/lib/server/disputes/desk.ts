import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { COUNTED } from '$lib/domain/disputes/merged-amounts';
import { SIDE_EXITS } from '$lib/domain/disputes/lifecycle';
import { PRIORITIES } from '$lib/domain/disputes/priority';
import { COVERS, PROPOSAL_KINDS } from '$lib/domain/disputes/proposal';
import { CALL_OUTCOMES } from '$lib/domain/disputes/satisfaction';
import { SIGNED_AT_ONCE } from '$lib/domain/disputes/sign-many';
import { MOST_TASKS, taskInput } from '$lib/domain/disputes/tasks';
import {
	answerDisputeInput,
	assignDisputeInput,
	decideDisputeInput,
	logDisputeInput,
	messageInput,
	resolveDisputeInput
} from '$lib/domain/disputes/schema';
import { prepareFiles } from '../attachments/prepare-files';
import { readAttachment } from '../attachments/read-attachment';
import { CASE_PAPERS } from '$lib/domain/disputes/case-paper';
import { deskUpload, incomingFiles } from '../attachments/upload';
import { unitOfWork } from '../db/client';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { askBeforeApproval } from './ask-before-approval';
import { approvalsOfMine } from './approvals-of-mine';
import { answerDispute } from './answer-dispute';
import { callRater } from './call-rater';
import { caseOf } from './case-queries';
import { commitAgain } from './commit-again';
import { followDispute, newFollower, unfollowDispute } from './follow-dispute';
import { paperOfCase } from './case-document';
import { changeReason } from './change-reason';
import { closeDispute } from './close-dispute';
import { decideDispute } from './decide-dispute';
import { disputePage } from './dispute-page';
import { handOverPaper } from './hand-over-paper';
import { logDispute } from './log-dispute';
import { markDisputed } from './mark-disputed';
import { mergeDispute } from './merge-dispute';
import { mergePage } from './merge-plan';
import { moveDispute, QUIET_STEPS } from './move-dispute';
import { postMessage } from './post-message';
import { previewMessage } from './preview-message';
import { propose, withdrawProposal } from './propose';
import { disputeQueue } from './queue';
import { filter } from './queue-input';
import { qualifyDispute } from './qualify-dispute';
import { readReply } from './read-reply';
import { refuseApproval } from './refuse-approval';
import { removeParticipant } from './remove-participant';
import { reopenDispute } from './reopen-dispute';
import { replyToApprover } from './reply-to-approver';
import { resolveDispute } from './resolve-dispute';
import { setPriority } from './set-priority';
import { setSubStatus } from './set-sub-status';
import { signMany } from './sign-many';
import { signApproval } from './sign-approval';
import { withdrawRequest } from './withdraw-request';
import { VERSION } from './words-since';

/** The version of the case on the person's screen. */
const version = z.string().max(60).regex(VERSION);
const seen = version.optional();
const note = z.string().trim().max(5000).default('');
const shortNote = z.string().trim().max(500).default('');
const day = z.string().refine((text): text is LocalDate => parseLocalDate(text) !== null, {
	params: { refusal: 'date_invalid' }
});
const ofDispute = z.object({ disputeId: z.uuid(), note, seen });
/** What somebody does with a request for his signature. */
const onRequest = z.object({ disputeId: z.uuid(), requestId: z.uuid(), note, seen });
const files = incomingFiles;
const fileWanted = z.object({
	id: z.uuid(),
	wanted: z.enum(['file', 'thumbnail']).default('file')
});

export const disputesDesk = router({
	queue: deskProcedure('disputes.read')
		.input(filter)
		.query(({ ctx, input }) => disputeQueue(ctx.unit, input)),
	page: deskProcedure('disputes.read')
		.input(z.object({ reference: z.string().max(40) }))
		.query(({ ctx, input }) => disputePage(ctx.unit, input.reference)),
	attachment: deskProcedure('disputes.read')
		.input(fileWanted)
		.query(({ ctx, input }) => readAttachment(ctx.unit, input.id, input.wanted)),
	log: deskUpload('disputes.open')
		.input(logDisputeInput.extend({ files }))
		.mutation(async ({ ctx, input }) => {
			const prepared = await prepareFiles(input.files);
			return unitOfWork(ctx.scope, (unit) => logDispute(unit, { ...input, files: prepared }));
		}),
	/** From a list, the whole of one invoice. */
	mark: deskProcedure('disputes.open')
		.input(
			z.object({
				invoiceId: z.uuid(),
				reasonCode: z.string().min(1).max(60),
				explanation: note,
				idempotencyKey: z.string().min(8).max(100)
			})
		)
		.mutation(({ ctx, input }) => markDisputed(ctx.unit, input)),
	assign: deskProcedure('disputes.assign')
		.input(assignDisputeInput.extend({ seen, reasonCode: z.string().max(60).optional() }))
		.mutation(({ ctx, input }) => qualifyDispute(ctx.unit, input)),
	/** A file for the customer to download. */
	handOver: deskUpload('disputes.message')
		.input(z.object({ disputeId: z.uuid(), kind: z.enum(CASE_PAPERS), files: incomingFiles }))
		.mutation(({ ctx, input }) => handOverPaper(ctx.scope, input)),
	paper: deskProcedure('disputes.read')
		.input(z.object({ reference: z.string().max(100), id: z.string().max(100) }))
		.query(({ ctx, input }) => paperOfCase(ctx.unit, input)),
	post: deskUpload('disputes.message')
		.input(
			messageInput.extend({
				disputeId: z.uuid(),
				audience: z.enum(['customer', 'internal']),
				needsReply: z.boolean().default(false),
				mentions: z.array(z.uuid()).max(100).default([]),
				files
			})
		)
		.mutation(async ({ ctx, input }) => {
			const prepared = await prepareFiles(input.files);
			return unitOfWork(ctx.scope, (unit) => postMessage(unit, { ...input, files: prepared }));
		}),
	/** What a message to the customer would look like; nothing is sent or kept. */
	previewPost: deskProcedure('disputes.message')
		.input(
			messageInput.pick({ body: true }).extend({
				disputeId: z.uuid(),
				needsReply: z.boolean().default(false)
			})
		)
		.query(({ ctx, input }) => previewMessage(ctx.unit, input)),
	/** Whoever may read the case leaves it; who takes another out of it is looked at inside. */
	removeParticipant: deskProcedure('disputes.read')
		.input(z.object({ disputeId: z.uuid(), userId: z.uuid() }))
		.mutation(({ ctx, input }) => removeParticipant(ctx.unit, input)),
	/** What becoming one case would change, for whoever is about to do it. */
	mergePlan: deskProcedure('disputes.decide')
		.input(z.object({ reference: z.string().max(40), from: z.string().trim().max(40) }))
		.query(({ ctx, input }) => mergePage(ctx.unit, input)),
	merge: deskProcedure('disputes.decide')
		.input(
			z.object({
				...{ reference: z.string().max(40), from: z.string().max(40), note },
				counted: z.enum(COUNTED).optional(),
				...{ seen: version.min(1), seenInto: version.min(1) }
			})
		)
		.mutation(({ ctx, input }) => mergeDispute(ctx.unit, input)),
	/** After a low score. */
	callRater: deskProcedure('disputes.message')
		.input(
			z.object({
				disputeId: z.uuid(),
				outcome: z.enum(CALL_OUTCOMES),
				note: z.string().trim().max(1000).default(''),
				idempotencyKey: z.string().min(8).max(100)
			})
		)
		.mutation(({ ctx, input }) => callRater(ctx.unit, input)),
	answer: deskProcedure('disputes.answer')
		.input(answerDisputeInput.extend({ disputeId: z.uuid() }))
		.mutation(({ ctx, input }) => answerDispute(ctx.unit, input.disputeId, input)),
	decide: deskProcedure('disputes.decide')
		.input(
			decideDisputeInput.extend({ seen, tasks: z.array(taskInput).max(MOST_TASKS).default([]) })
		)
		.mutation(({ ctx, input }) => decideDispute(ctx.unit, input)),
	/** What waits for his signature. */
	approvals: deskProcedure('disputes.approve')
		.input(
			z
				.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) })
				.default({ page: 1 })
		)
		.query(({ ctx, input }) => approvalsOfMine(ctx.unit, input.page)),
	signApproval: deskProcedure('disputes.approve')
		.input(
			onRequest.extend({
				isReduced: z.boolean(),
				amountMinor: z.bigint().optional(),
				customerText: note.optional(),
				isTextConfirmed: z.boolean().default(false)
			})
		)
		.mutation(({ ctx, input }) => signApproval(ctx.unit, input)),
	/** Several small ones, each as if it were signed alone. */
	signMany: deskGate('disputes.approve')
		.input(
			z.object({
				picked: z
					.array(z.object({ disputeId: z.uuid(), requestId: z.uuid(), seen: version.min(1) }))
					.refine(({ length }) => length <= SIGNED_AT_ONCE, {
						params: { refusal: 'sign_many_too_many', text: String(SIGNED_AT_ONCE) }
					})
			})
		)
		.mutation(({ ctx, input }) => signMany(ctx.scope, input.picked)),
	refuseApproval: deskProcedure('disputes.approve')
		.input(onRequest)
		.mutation(({ ctx, input }) => refuseApproval(ctx.unit, input)),
	askBeforeApproval: deskProcedure('disputes.approve')
		.input(onRequest)
		.mutation(({ ctx, input }) => askBeforeApproval(ctx.unit, input)),
	replyToApprover: deskProcedure('disputes.decide')
		.input(onRequest)
		.mutation(({ ctx, input }) => replyToApprover(ctx.unit, input)),
	withdrawRequest: deskProcedure('disputes.decide')
		.input(onRequest.omit({ note: true }))
		.mutation(({ ctx, input }) => withdrawRequest(ctx.unit, input)),
	resolve: deskProcedure('disputes.resolve')
		.input(resolveDisputeInput.extend({ seen }))
		.mutation(({ ctx, input }) => resolveDispute(ctx.unit, input)),
	close: deskProcedure('disputes.decide')
		.input(
			ofDispute.extend({
				to: z.enum(SIDE_EXITS),
				duplicateOf: z.string().trim().max(40).optional()
			})
		)
		.mutation(({ ctx, input }) => closeDispute(ctx.unit, input)),
	reopen: deskProcedure('disputes.decide')
		.input(ofDispute.extend({ seenFollowing: version.optional() }))
		.mutation(({ ctx, input }) => reopenDispute(ctx.unit, input)),
	/** What a customer wrote needs no answer. */
	readReply: deskProcedure('disputes.message')
		.input(z.object({ disputeId: z.uuid(), why: note, seen }))
		.mutation(({ ctx, input }) => readReply(ctx.unit, input)),
	/** A step of the house's own; null takes it away. */
	setSubStatus: deskProcedure('disputes.message')
		.input(z.object({ disputeId: z.uuid(), subStatusId: z.uuid().nullable() }))
		.mutation(({ ctx, input }) => setSubStatus(ctx.unit, input)),
	/** What was suggested wrongly; false: it has that reason already. */
	changeReason: deskProcedure('disputes.assign')
		.input(
			z.object({
				disputeId: z.uuid(),
				reasonCode: z.string().min(1).max(60),
				note: shortNote,
				seen
			})
		)
		.mutation(({ ctx, input }) => changeReason(ctx.unit, input)),
	setPriority: deskProcedure('disputes.assign')
		.input(z.object({ disputeId: z.uuid(), priority: z.enum(PRIORITIES) }))
		.mutation(({ ctx, input }) => setPriority(ctx.unit, input)),
	commit: deskProcedure('disputes.assign')
		.input(z.object({ disputeId: z.uuid(), dueOn: day, what: note, seen }))
		.mutation(({ ctx, input }) => commitAgain(ctx.unit, input)),
	propose: deskProcedure('disputes.decide')
		.input(
			z.object({
				disputeId: z.uuid(),
				kind: z.enum(PROPOSAL_KINDS),
				amountMinor: z.bigint().optional(),
				covers: z.enum(COVERS).optional(),
				parts: z
					.array(z.object({ dueOn: day, amountMinor: z.bigint().optional() }))
					.max(12)
					.optional(),
				text: z.string().trim().min(1).max(2000),
				validUntil: day,
				idempotencyKey: z.string().min(8).max(100),
				seen
			})
		)
		.mutation(({ ctx, input }) => propose(ctx.unit, input)),
	withdrawProposal: deskProcedure('disputes.decide')
		.input(z.object({ disputeId: z.uuid(), proposalId: z.uuid() }))
		.mutation(({ ctx, input }) => withdrawProposal(ctx.unit, input)),
	follow: deskProcedure('disputes.message')
		.input(newFollower.extend({ disputeId: z.uuid() }))
		.mutation(async ({ ctx: { unit }, input }) =>
			followDispute(unit, await caseOf(unit, input.disputeId), input)
		),
	unfollow: deskProcedure('disputes.message')
		.input(z.object({ disputeId: z.uuid(), followerId: z.uuid() }))
		.mutation(async ({ ctx: { unit }, input }) =>
			unfollowDispute(unit, await caseOf(unit, input.disputeId), input.followerId)
		),
	move: deskProcedure('disputes.assign')
		.input(ofDispute.extend({ to: z.enum(QUIET_STEPS) }))
		.mutation(({ ctx, input }) => moveDispute(ctx.unit, input))
});
