import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import type { DeskScope, InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { mention, participant } from '../db/schema/participants';
import { usersOf } from '../settings/queries';

export interface Mentionable {
	id: string;
	name: string;
}

/** Colleagues a note may call: they open the case with the rights they have, and no others. */
export async function mentionable(unit: Unit<DeskScope>): Promise<Mentionable[]> {
	const users = await usersOf(unit);
	return users
		.filter(({ id, role }) => id !== unit.scope.user.id && can(role, 'disputes.read'))
		.map(({ id, name }) => ({ id, name }));
}

/** What the case page says of colleagues in the conversation. */
export async function talkOf(unit: Unit<DeskScope>, disputeId: string) {
	const me = unit.scope.user;
	const mayChange = can(me.role, 'disputes.message');
	const rows = await participantsOf(unit, disputeId);
	return {
		participants: rows.map(({ userId, userName: name, addedAt, addedByName }) => ({
			...{ userId, name, addedAt, addedByName },
			...{ isMe: userId === me.id, mayRemove: mayChange || userId === me.id }
		})),
		mentions: await mentionsOf(unit, disputeId),
		mentionable: await mentionable(unit),
		namesakes: namesakesAmong(await usersOf(unit))
	};
}

/** Colleagues of one name are told apart by their addresses. */
const namesakesAmong = (users: Awaited<ReturnType<typeof usersOf>>) =>
	users
		.filter(({ id, name }) => users.some((other) => other.id !== id && other.name === name))
		.map(({ id, email }) => ({ id, email }));

const present = (unit: Unit<InsideScope>) =>
	and(eq(participant.organisationId, unit.scope.organisationId), isNull(participant.removedAt));

export const participantsOf = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select()
		.from(participant)
		.where(and(present(unit), eq(participant.disputeId, disputeId)))
		.orderBy(asc(participant.addedAt), asc(participant.id));

export const takesPart = async (
	unit: Unit<InsideScope>,
	disputeId: string,
	userId: string
): Promise<boolean> => (await participantsOf(unit, disputeId)).some((row) => row.userId === userId);

const mentionsOf = (unit: Unit<DeskScope>, disputeId: string) =>
	unit.tx
		.select({ messageId: mention.messageId, name: mention.userName })
		.from(mention)
		.where(
			and(eq(mention.organisationId, unit.scope.organisationId), eq(mention.disputeId, disputeId))
		)
		.orderBy(asc(mention.id));

/** Of the queue: the cases in which this colleague takes part. */
export const isPartOf = (userId: string): SQL =>
	sql`${queueCase.id} in (select ${participant.disputeId} from ${participant} where ${and(eq(participant.userId, userId), isNull(participant.removedAt))})`;
