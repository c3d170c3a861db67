import { and, desc, eq } from 'drizzle-orm';
import { writerWhoAsked } from '$lib/domain/disputes/asked-back';
import { isOwnMessage } from '$lib/domain/disputes/own-message';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { answer } from '../db/schema/assignments';
import { accountsClosedAt } from '../settings/closed-accounts';
import { notesOf } from './notes';
import type { Assignment } from './queries';

/** When a colleague first wrote to whoever had asked back, or the one he asked left, question by question; null: neither. */
export async function toldSince(unit: Unit<InsideScope>, asked: readonly Assignment[]) {
	const asks = await lastAnswers(unit, asked);
	const leftAt = await leftSince(unit, [...asks.values()]);
	const notesIn = await notesOf(unit, new Set(asked.map(({ disputeId }) => disputeId)));
	return (one: Assignment): Date | null => {
		const last = asks.get(one.id);
		if (!last) return null;
		const own = writerWhoAsked(one, last);
		const isReply = (note: ReturnType<typeof notesIn>[number]) =>
			note.at > last.at && !isOwnMessage(note, own);
		const toldAt = notesIn(one.disputeId).find(isReply)?.at ?? null;
		const left = leftAt(last);
		return toldAt && left ? (toldAt < left ? toldAt : left) : (toldAt ?? left);
	};
}

/** Since when nobody waits for the colleague he asked: he works here no more. */
async function leftSince(unit: Unit<InsideScope>, asks: readonly Asked[]) {
	const isAny = asks.some(({ colleagueId }) => colleagueId);
	const closedAt = isAny ? await accountsClosedAt(unit) : new Map<string, Date>();
	return ({ colleagueId, at }: Asked): Date | null => {
		const left = colleagueId ? closedAt.get(colleagueId) : undefined;
		return left ? (left > at ? left : at) : null;
	};
}

type Asked = Pick<typeof answer.$inferSelect, 'colleagueId' | 'at'>;

async function lastAnswers({ tx, scope }: Unit<InsideScope>, asked: readonly Assignment[]) {
	if (asked.length === 0) return new Map<string, never>();
	const { assignmentId, signedName, byEmail, colleagueId, at } = answer;
	const rows = await tx
		.selectDistinctOn([assignmentId], { assignmentId, signedName, byEmail, colleagueId, at })
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, scope.organisationId),
				oneOf(
					assignmentId,
					asked.map(({ id }) => id)
				),
				oneOf(
					answer.disputeId,
					asked.map(({ disputeId }) => disputeId)
				)
			)
		)
		.orderBy(assignmentId, desc(at));
	return new Map(rows.map((row) => [row.assignmentId, row]));
}
