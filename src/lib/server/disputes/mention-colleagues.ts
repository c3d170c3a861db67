import { uuidv7 } from 'uuidv7';
import { mentionedIn } from '$lib/domain/disputes/mentions';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mention } from '../db/schema/participants';
import type { Case } from './case-queries';
import { joinCase } from './join-case';
import { tellStaff } from './notify-dispute';
import { mentionable, type Mentionable } from './participants';

interface Note {
	messageId: string;
	body: string;
	/** Ids of those who were ticked. */
	mentions: readonly string[];
}

/**
 * Whom a note calls takes part in its case from then on, and reads the note in a mail: once for each note.
 * @returns their ids
 * @throws not_found for somebody who does not work here
 */
export async function mentionColleagues(
	unit: Unit<DeskScope>,
	about: Case,
	{ messageId, body, mentions }: Note
): Promise<string[]> {
	const people = await mentionable(unit);
	const isKnown = (id: string) => id === unit.scope.user.id || people.some((one) => one.id === id);
	if (!mentions.every(isKnown)) throw new AppError('not_found', {}, 'mentions');
	const called = new Set(mentionedIn(body, people, mentions));
	for (const who of people.filter(({ id }) => called.has(id))) {
		await noteMention(unit, about, messageId, who);
		await joinCase(unit, about, who);
		await tellMentioned(unit, about, { messageId, body, who });
	}
	return [...called];
}

async function noteMention(
	unit: Unit<DeskScope>,
	about: Case,
	messageId: string,
	who: Mentionable
): Promise<void> {
	await unit.tx.insert(mention).values({
		...{ ...rowOf(unit, about), messageId, userId: who.id, userName: who.name },
		at: unit.now
	});
	const { id, customerId } = about.dispute;
	const subject = { kind: 'dispute' as const, id, customerId };
	await record(unit, 'dispute.mentioned', subject, { messageId, userId: who.id });
}

const rowOf = ({ scope }: Unit<DeskScope>, { dispute }: Case) => ({
	...{ organisationId: scope.organisationId, id: uuidv7() },
	...{ customerId: dispute.customerId, disputeId: dispute.id }
});

const tellMentioned = (
	unit: Unit<DeskScope>,
	about: Case,
	{ messageId, body, who }: { messageId: string; body: string; who: Mentionable }
): Promise<void> =>
	tellStaff(unit, about, {
		...{ event: 'mentioned', onceKey: `dispute-mention:${messageId}:${who.id}` },
		...{ to: who.id, colleague: unit.scope.user.name, text: body }
	});
