import { and, asc, eq } from 'drizzle-orm';
import { attachmentsOf } from '../attachments/queries';
import type { DeskScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { answersOf, messagesOf } from './history';

type Message = Awaited<ReturnType<typeof messagesOf>>[number];
/** `from`: the reference of the double it was written in. */
export type MergedMessage = Message & { from: string };
export type Double = Awaited<ReturnType<typeof doublesInto>>[number];

/** What was said in the cases that go on in this one, each with where it comes from, and their files. */
export async function mergedTalk(unit: Unit<DeskScope>, disputeId: string) {
	const messages: MergedMessage[] = [];
	const files: Awaited<ReturnType<typeof attachmentsOf>> = [];
	for (const double of await doublesOf(unit, disputeId)) {
		messages.push(...(await saidIn(unit, double)));
		files.push(...(await attachmentsOf(unit, double.id, 'all')));
	}
	return { messages, files };
}

/** Also those that went into one of them before it was a double itself. */
export async function doublesOf(unit: Unit<Scope>, disputeId: string): Promise<Double[]> {
	const doubles: Double[] = [];
	for (const double of await doublesInto(unit, disputeId))
		doubles.push(double, ...(await doublesOf(unit, double.id)));
	return doubles;
}

const doublesInto = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			id: dispute.id,
			reference: dispute.reference,
			explanation: dispute.explanation,
			raisedByName: dispute.raisedByName,
			openedAt: dispute.openedAt
		})
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.duplicateOfId, disputeId),
				eq(dispute.status, 'duplicate')
			)
		)
		.orderBy(asc(dispute.openedAt), asc(dispute.id));

async function saidIn(unit: Unit<DeskScope>, double: Double): Promise<MergedMessage[]> {
	const all = [claimOf(double), ...(await answersIn(unit, double.id))].filter(({ body }) => body);
	const messages = [...all, ...(await messagesOf(unit, double.id))];
	return messages.map((message) => ({ ...message, from: double.reference }));
}

/** What its customer wrote when it was raised, as the first message of it. */
export const claimOf = ({ id, raisedByName, explanation, openedAt }: Double) => ({
	...({ id: `claim-${id}`, audience: 'customer', authorKind: 'customer' } as const),
	...{ authorName: raisedByName, body: explanation, at: openedAt }
});

/** What a colleague who was asked there answered stays inside. */
const answersIn = async (unit: Unit<DeskScope>, id: string): Promise<Message[]> =>
	(await answersOf(unit, id)).map((answer) => ({
		...{ id: answer.id, audience: 'internal', authorKind: 'resolver', at: answer.at },
		authorName: answer.signedName,
		body: [answer.explanation, answer.handOver].filter(Boolean).join('\n\n')
	}));
