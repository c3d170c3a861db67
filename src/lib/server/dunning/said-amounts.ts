import { and, eq } from 'drizzle-orm';
import type { Decision, DecisionReason } from '$lib/domain/dunning/decision';
import type { Channel } from '$lib/domain/dunning/scenario';
import { stillAsked } from '$lib/domain/dunning/still-asked';
import { stepKeyOf } from '$lib/domain/dunning/written-again';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';

/**
 * For the eye only: beside a dispute, "already taken" names what its notice really asked for, as far
 * as it is still open; a step whose notice waits for a person says so instead, with what it would ask
 * for. No fact of the rule, so it is never stored; without a notice of that day or in two currencies no
 * amount is named.
 */
export async function withSaidAmounts(
	unit: Unit<InsideScope>,
	decisions: readonly Decision[]
): Promise<Decision[]> {
	const asking = decisions.filter(
		({ disputed, reasons }) => reasons.some(mayWait) || (disputed.length && reasons.some(isSaid))
	);
	const said = await saidTo(unit, [...new Set(asking.map(({ customerId }) => customerId))]);
	return decisions.map((decision) => ({
		...decision,
		reasons: decision.reasons.map((reason) => named(reason, decision, said))
	}));
}

const isSaid = ({ code, since }: DecisionReason): boolean =>
	code === 'already_sent' && since !== undefined;

/** Taken and said to nobody, and no person skipped it. */
const mayWait = ({ code, since, skipped }: DecisionReason): boolean =>
	code === 'already_sent' && !since && !skipped;

interface Said {
	left: ReadonlyMap<string, NoticeContent>;
	waiting: ReadonlyMap<string, Waiting>;
}

interface Waiting {
	channel: Channel;
	content: NoticeContent | null;
}

function named(reason: DecisionReason, decision: Decision, said: Said): DecisionReason {
	const { invoiceId, reference, since } = reason;
	if (mayWait(reason)) {
		const waiting = said.waiting.get(keyOf(decision.customerId, invoiceId, reference));
		return waiting ? { ...reason, ...waitsFor(waiting, decision) } : reason;
	}
	if (!isSaid(reason) || !decision.disputed.length) return reason;
	return {
		...reason,
		...amountOf(said.left.get(keyOf(decision.customerId, invoiceId, reference, since)), decision)
	};
}

const waitsFor = (
	{ channel, content }: Waiting,
	decision: Decision
): Pick<DecisionReason, 'waits' | 'amount'> => ({
	waits: channel === 'call' ? 'task' : 'confirm',
	...amountOf(content, decision)
});

function amountOf(
	content: NoticeContent | null | undefined,
	decision: Decision
): Pick<DecisionReason, 'amount'> {
	const amounts = content ? stillAsked(content, decision) : [];
	return amounts.length === 1 ? { amount: amounts[0]! } : {};
}

/** One step for one leader of one customer is one notice. */
const keyOf = (...parts: (string | undefined)[]): string => parts.join(' ');

async function saidTo(unit: Unit<InsideScope>, customerIds: readonly string[]): Promise<Said> {
	const rows = customerIds.length ? await noticesTo(unit, customerIds) : [];
	return {
		left: new Map(
			rows.flatMap((row) => {
				const content = contentOf(row);
				return content ? [[leftKey(row, content), content] as const] : [];
			})
		),
		waiting: new Map(
			rows
				.filter(({ status }) => status === 'to_confirm')
				.map((row) => [
					keyOf(row.customerId, row.leaderId, stepKeyOf(row.stepKey)),
					{ channel: row.channel, content: contentOf(row) }
				])
		)
	};
}

type Row = Awaited<ReturnType<typeof noticesTo>>[number];

const contentOf = ({ content }: Row): NoticeContent | null =>
	content && fromJson<NoticeContent>(content);

function leftKey(
	{ customerId, leaderId, stepKey, plannedOn, closedOn }: Row,
	{ on }: NoticeContent
) {
	const day = closedOn ?? (on > plannedOn ? on : plannedOn);
	return keyOf(customerId, leaderId, stepKeyOf(stepKey), day);
}

const noticesTo = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			customerId: notice.customerId,
			leaderId: notice.leaderInvoiceId,
			stepKey: notice.stepKey,
			channel: notice.channel,
			status: notice.status,
			content: notice.content,
			plannedOn: notice.plannedOn,
			closedOn: notice.closedOn
		})
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds)
			)
		);
