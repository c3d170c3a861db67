import { and, desc, eq } from 'drizzle-orm';
import { writerWhoAsked } from '$lib/domain/disputes/asked-back';
import { isOwnMessage } from '$lib/domain/disputes/own-message';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { answer } from '../db/schema/assignments';
import { notesOf } from './notes';
import type { Assignment } from './queries';

/** When a colleague first wrote to whoever had asked back, question by question; null: nobody has. */
export async function toldSince(unit: Unit<InsideScope>, asked: readonly Assignment[]) {
	const asks = await lastAnswers(unit, asked);
	const notesIn = await notesOf(unit, new Set(asked.map(({ disputeId }) => disputeId)));
	return (one: Assignment): Date | null => {
		const last = asks.get(one.id);
		if (!last) return null;
		const own = writerWhoAsked(one, last);
		const isReply = (note: ReturnType<typeof notesIn>[number]) =>
			note.at > last.at && !isOwnMessage(note, own);
		return notesIn(one.disputeId).find(isReply)?.at ?? null;
	};
}

async function lastAnswers({ tx, scope }: Unit<InsideScope>, asked: readonly Assignment[]) {
	if (asked.length === 0) return new Map<string, never>();
	const { assignmentId, signedName, byEmail, at } = answer;
	const rows = await tx
		.selectDistinctOn([assignmentId], { assignmentId, signedName, byEmail, at })
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
