import { z } from 'zod';
import { MOST_READ } from '../receivables/at-once';
import { LONGEST_WORDS } from '../typed-text';
import { QUANTITY } from './lines';

/** What the customer asks for: the seven action codes shared by the French life cycle and Peppol. */
export const REQUESTED_OUTCOMES = ['NOA', 'PIN', 'NIN', 'CNF', 'CNP', 'CNA', 'OTH'] as const;
export type RequestedOutcome = (typeof REQUESTED_OUTCOMES)[number];

export const VERDICTS = ['valid', 'partly_valid', 'invalid'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const OUTCOMES = [
	'credit_full',
	'credit_partial',
	'reinvoice',
	'replacement',
	'information',
	'goodwill',
	'no_action'
] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Closed with a credit note of the accepted amount: a corrected invoice comes with the credit of the old one. */
export const CREDIT_OUTCOMES: readonly Outcome[] = [
	'credit_full',
	'credit_partial',
	'reinvoice',
	'goodwill'
];

export const ANSWER_VERDICTS = [
	'customer_right',
	'partly',
	'customer_wrong',
	'not_for_me',
	'need_information'
] as const;
export type AnswerVerdict = (typeof ANSWER_VERDICTS)[number];

/** How a dispute reached staff, who wrote it down. */
export const LOGGED_SOURCES = ['phone', 'mail', 'post', 'email'] as const;
/**
 * `desk`: a colleague put an invoice in dispute from a list, before anybody at the customer said anything;
 * `follow`: it takes up a closed case.
 */
export const DISPUTE_SOURCES = ['portal', ...LOGGED_SOURCES, 'import', 'desk', 'follow'] as const;
export type DisputeSource = (typeof DISPUTE_SOURCES)[number];

const key = z.string().min(8).max(100);
const freeText = z.string().max(LONGEST_WORDS).default('');

/**
 * One invoice or one line of it, whole (no figure) or in part. Amounts are minor units of the invoice's
 * currency. Of a line at most one figure counts: an amount, else the quantity received, else the price expected.
 */
export const disputeItemInput = z.object({
	invoiceId: z.uuid(),
	claimedMinor: z.bigint().optional(),
	invoiceLineId: z.uuid().optional(),
	/** Decimal text. */
	receivedQuantity: z.string().regex(QUANTITY).optional(),
	/** As printed on the line: with or without tax, like the price it is compared with. */
	expectedUnitPriceMinor: z.bigint().optional()
});

export const openDisputeInput = z.object({
	items: z.array(disputeItemInput).min(1).max(MOST_READ),
	reasonCode: z.string().min(1).max(60),
	requestedOutcome: z.enum(REQUESTED_OUTCOMES).default('NOA'),
	explanation: freeText,
	/** What the reason asks for besides words (reason-field.ts). */
	detail: z.string().max(200).optional(),
	idempotencyKey: key
});
export type OpenDisputeInput = z.infer<typeof openDisputeInput>;

/** Of a case whose invoices were all paid meanwhile only the words are left to change. */
export const amendDisputeInput = openDisputeInput.extend({
	items: z.array(disputeItemInput).max(MOST_READ)
});

/** A dispute that reached staff by phone, mail or post. */
export const logDisputeInput = openDisputeInput.extend({
	customerId: z.uuid(),
	source: z.enum(LOGGED_SOURCES),
	raisedByName: z.string().trim().min(1).max(200),
	raisedByEmail: z.union([z.email().max(254), z.literal('')]).default('')
});
export type LogDisputeInput = z.infer<typeof logDisputeInput>;

export const assignDisputeInput = z.object({
	disputeId: z.uuid(),
	/** A colleague with an account, or any address. */
	userId: z.uuid().optional(),
	resolverName: z.string().trim().max(200).default(''),
	resolverEmail: z.union([z.email().max(254), z.literal('')]).default(''),
	/** Missing: what was asked so far goes on; empty: whoever asks took it out. */
	question: z.string().max(LONGEST_WORDS).optional()
});
export type AssignDisputeInput = z.infer<typeof assignDisputeInput>;

/** Whoever asked him, the customer, or somebody else of the house. */
export const ASKED = ['house', 'customer', 'colleague'] as const;

export const answerDisputeInput = z.object({
	verdict: z.enum(ANSWER_VERDICTS),
	acceptedMinor: z.bigint().optional(),
	explanation: freeText,
	/** not_for_me: the address of the right person; need_information: what is missing. */
	handOver: z.string().trim().max(500).default(''),
	/** not_for_me: who has it instead, as chosen from the list (hand-to.ts); none: whoever `handOver` names. */
	handTo: z.string().max(200).optional(),
	/** need_information: who is to say it. */
	asks: z.enum(ASKED).default('house'),
	/** His address or his name, when it is a colleague other than whoever asked. */
	colleague: z.string().trim().max(320).default(''),
	/** The same colleague, chosen from the list. */
	askTo: z.string().max(200).optional(),
	signedName: z.string().trim().min(1).max(200),
	idempotencyKey: key
});
export type AnswerDisputeInput = z.infer<typeof answerDisputeInput>;

export const decideDisputeInput = z.object({
	disputeId: z.uuid(),
	verdict: z.enum(VERDICTS),
	outcome: z.enum(OUTCOMES),
	acceptedMinor: z.bigint().optional(),
	explanation: z.string().trim().min(1).max(LONGEST_WORDS)
});
export type DecideDisputeInput = z.infer<typeof decideDisputeInput>;

export const resolveDisputeInput = z.object({
	disputeId: z.uuid(),
	/** Number of the credit note that settles the accepted amount, whenever something is accepted. */
	creditNoteNumber: z.string().trim().max(60).default('')
});
export type ResolveDisputeInput = z.infer<typeof resolveDisputeInput>;

export const messageInput = z.object({
	body: z.string().trim().min(1).max(LONGEST_WORDS),
	idempotencyKey: key
});
export type MessageInput = z.infer<typeof messageInput>;
