import { reducedDecision } from '$lib/domain/disputes/approval-request';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import { money } from '$lib/domain/money';
import type { Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMails } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import { approvalDueOf } from './approval-days';
import { openRequestOf, type ActRow, type ApprovalRequest } from './approval-requests';
import { blockedDays } from './blocked-days';
import { deadlineFactsOf } from './deadline-facts';
import { levelsOf } from './grant';
import type { HeadToday } from './head-today';
import type { Left } from './left-to-decide';
import { opinionsOfRound } from './opinions-of-round';
import { houseToday, signedFor, signersOf, signingOf, type House } from './signers';

type Facts = MailFacts['approval-request'];

/** Asks whoever signs next; how many there are. A level is mailed once per question that was answered. */
export async function mailSigners(
	unit: Unit<InsideScope>,
	left: Left,
	disputeId: string
): Promise<number> {
	const asking = await askingOf(unit, left, disputeId);
	if (!asking) return 0;
	const { open, house, signing } = asking;
	const to = signersOf(house, signing);
	await put(unit, left, asking, { to, keyOf: (id) => signerKey(open, id) });
	return to.length;
}

/** Of the mail that asks somebody for this signature. */
export const signerKey = (
	{ row, acts }: Pick<ApprovalRequest, 'row' | 'acts'>,
	userId: string
): string => `approval-request:${row.id}:${acts.length}:${userId}`;

/** The same question again, with the day it was to be signed by and what waiting costs. */
export async function remindSignersByMail(
	unit: Unit<InsideScope>,
	left: Left,
	{ step, to }: { step: FollowUp; to: readonly Colleague[] }
): Promise<void> {
	const asking = await askingOf(unit, left, left.about.dispute.id);
	if (!asking) return;
	const again = { kind: againKind(step), blockedDays: await blockedDays(unit, left.about) };
	const keyOf = (id: string) => `${againKey(asking.open, step)}:${id}`;
	await put(unit, left, asking, { to, again, keyOf });
}

/** The head of whoever does not sign reads it: he has it signed, or signs where he may. */
export async function mailHeadOfSigners(
	unit: Unit<InsideScope>,
	left: Left,
	{ step, head, names }: { step: FollowUp; head: HeadToday; names: readonly string[] }
): Promise<void> {
	const asking = await askingOf(unit, left, left.about.dispute.id);
	if (!asking) return;
	const { open } = asking;
	const { headName: name, headEmail: email, headLanguage: language } = head;
	const again = {
		...{ kind: againKind(step), blockedDays: await blockedDays(unit, left.about) },
		insteadOf: names.join(', ')
	};
	const facts = { ...(await factsOf(unit, left, asking)), again };
	await putMails(unit, [
		{
			mail: 'approval-request' as const,
			onceKey: `${againKey(open, step)}:head:${email.toLowerCase()}`,
			to: { name, email, language },
			facts: {
				...facts,
				...questionTo(repliedTo(open), null),
				signerName: name,
				standsInFor: head.standsInFor?.name ?? ''
			},
			...{ customerId: open.row.customerId, disputeId: open.row.disputeId }
		}
	]);
}

const againKind = ({ kind }: FollowUp): 'due_soon' | 'overdue' =>
	kind === 'due_soon' ? 'due_soon' : 'overdue';
const againKey = ({ row }: ApprovalRequest, { on }: FollowUp) => `approval-again:${row.id}:${on}`;

/** What waits about a case, and for whom. */
async function askingOf(unit: Unit<InsideScope>, left: Left, disputeId: string) {
	const open = await openRequestOf(unit, disputeId);
	if (!open) return null;
	const levels = await levelsOf(unit, left, open.standing.amountMinor);
	const signing = signingOf(levels, open.row, open.standing);
	return { open, signing, levels: levels.length, house: await houseToday(unit) };
}
type Asking = NonNullable<Awaited<ReturnType<typeof askingOf>>>;

interface Mailed {
	to: readonly Colleague[];
	keyOf: (userId: string) => string;
	again?: Facts['again'];
}

async function put(unit: Unit<InsideScope>, left: Left, asking: Asking, mailed: Mailed) {
	const { open, house, signing } = asking;
	const facts = await factsOf(unit, left, asking);
	const asked = repliedTo(open);
	const { customerId, disputeId } = open.row;
	await putMails(
		unit,
		mailed.to.map((to) => ({
			mail: 'approval-request' as const,
			...{ onceKey: mailed.keyOf(to.id), to, customerId, disputeId },
			facts: {
				...{ ...facts, ...questionTo(asked, to.id), signerName: to.name },
				standsInFor: signedFor(house, signing, to.id) || standsInFor(house, asked, to.id),
				...(mailed.again && { again: mailed.again })
			}
		}))
	);
}

async function factsOf(
	unit: Unit<InsideScope>,
	{ about, claimed }: Left,
	{ open, levels }: Pick<Asking, 'open' | 'levels'>
) {
	const { row, acts, standing } = open;
	const opinion = (await opinionsOfRound(unit, [row.disputeId]))(row.disputeId);
	const reply = acts.at(-1)?.act === 'reply' ? acts.at(-1)! : null;
	const amount = money(standing.amountMinor, row.currency);
	return {
		reference: about.dispute.reference,
		customerName: about.customer.name,
		reason: about.reason.labels,
		kind: row.kind,
		...decisionOf(open),
		...{ amount, claimed, askedBy: row.askedByName },
		...(standing.amountMinor < row.amountMinor && { asked: money(row.amountMinor, row.currency) }),
		...{ level: standing.signed + 1, levels: Math.max(levels, standing.signed + 1) },
		...(row.validUntil ? { validUntil: row.validUntil } : {}),
		dueOn: approvalDueOf(unit, open, await deadlineFactsOf(unit, row.disputeId)).dueOn,
		text: standing.text,
		invoices: about.items.map(({ number }) => number),
		signed: acts.filter(({ act }) => act === 'approve' || act === 'reduce').map(inShort),
		...(opinion?.words && { answer: { by: opinion.by, words: opinion.words } }),
		...(reply && { reply: inShort(reply) })
	};
}

/** As the last signature would decide it. */
function decisionOf({ row, standing }: ApprovalRequest) {
	const { verdict, outcome } = row;
	if (!verdict || !outcome) return {};
	return reducedDecision({ verdict, outcome }, standing.amountMinor < row.amountMinor);
}

/** What somebody who signs wanted to know, where the last thing that was said answers it. */
const repliedTo = ({ acts }: Pick<ApprovalRequest, 'acts'>): ActRow | null =>
	acts.at(-1)?.act === 'reply' ? (acts.findLast(({ act }) => act === 'ask') ?? null) : null;

const questionTo = (asked: ActRow | null, readerId: string | null) =>
	asked ? { question: { ...inShort(asked), isOwn: asked.byId === readerId } } : {};

/** He signs because whoever asked is away. */
const standsInFor = ({ presences }: House, asked: ActRow | null, userId: string): string =>
	presences.represents(userId).find(({ id }) => id === asked?.byId)?.name ?? '';

const inShort = ({ byName, note }: { byName: string; note: string }) => ({
	...{ by: byName, words: note }
});
