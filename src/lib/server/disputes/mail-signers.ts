import { money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMails } from '../delivery/outbox';
import { openRequestOf, type ApprovalRequest } from './approval-requests';
import { levelsOf } from './grant';
import { answersOf } from './history';
import type { Left } from './left-to-decide';
import { houseToday, signedFor, signersOf, signingOf } from './signers';

/** Asks whoever signs next; how many there are. A level is mailed once per question that was answered. */
export async function mailSigners(
	unit: Unit<InsideScope>,
	left: Left,
	disputeId: string
): Promise<number> {
	const open = await openRequestOf(unit, disputeId);
	if (!open) return 0;
	const { row, standing } = open;
	const levels = await levelsOf(unit, left, standing.amountMinor);
	const signing = signingOf(levels, row, standing);
	const house = await houseToday(unit);
	const signers = signersOf(house, signing);
	const facts = await factsOf(unit, left, open, levels.length);
	await putMails(
		unit,
		signers.map((to) => ({
			mail: 'approval-request' as const,
			onceKey: `approval-request:${row.id}:${open.acts.length}:${to.id}`,
			to,
			facts: { ...facts, signerName: to.name, standsInFor: signedFor(house, signing, to.id) },
			customerId: row.customerId,
			disputeId
		}))
	);
	return signers.length;
}

async function factsOf(
	unit: Unit<InsideScope>,
	{ about, claimed }: Left,
	{ row, acts, standing }: ApprovalRequest,
	levels: number
) {
	const answer = (await answersOf(unit, row.disputeId)).at(-1);
	const reply = acts.at(-1)?.act === 'reply' ? acts.at(-1)! : null;
	const amount = money(standing.amountMinor, row.currency);
	return {
		reference: about.dispute.reference,
		customerName: about.customer.name,
		reason: about.reason.labels,
		kind: row.kind,
		...(row.verdict && row.outcome ? { verdict: row.verdict, outcome: row.outcome } : {}),
		...{ amount, claimed, askedBy: row.askedByName },
		...(standing.amountMinor < row.amountMinor && { asked: money(row.amountMinor, row.currency) }),
		...{ level: standing.signed + 1, levels: Math.max(levels, standing.signed + 1) },
		...(row.validUntil ? { validUntil: row.validUntil } : {}),
		text: standing.text,
		invoices: about.items.map(({ number }) => number),
		signed: acts.filter(({ act }) => act === 'approve' || act === 'reduce').map(inShort),
		...(answer?.explanation && { answer: { by: answer.signedName, words: answer.explanation } }),
		...(reply && { reply: inShort(reply) })
	};
}

const inShort = ({ byName, note }: { byName: string; note: string }) => ({
	...{ by: byName, words: note }
});
