import { and, eq, inArray } from 'drizzle-orm';
import { isOtherSubject } from '$lib/domain/inbound/subject';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { mailsOfDispute } from '../delivery/outbox-queries';
import { message } from '../db/schema/messages';
import { keyOfMail, landedMails } from '../inbound/landed-mails';
import { caseOf } from './case-queries';
import { doublesOf } from './merged-talk';

export interface ChangedSubject {
	messageId: string;
	mailId: string;
	subject: string;
	/** The case that was made of it; null while nobody did anything with it. */
	became: string | null;
	isRead: boolean;
}

/**
 * What was answered by mail under a subject that none of our mails about the case has: it may be another dispute.
 * Answers about a double are words of this case, and our mails about the double are known too.
 */
export async function changedSubjects(
	unit: Unit<DeskScope>,
	disputeId: string,
	ours: readonly Subject[]
): Promise<ChangedSubject[]> {
	const doubles = (await doublesOf(unit, disputeId)).map(({ id }) => id);
	const landed = await landedMails(unit, [disputeId, ...doubles]);
	if (landed.length === 0) return [];
	const known = subjectsIn([...ours, ...(await mailsOfAll(unit, doubles))]);
	const mails = landed.filter(({ subject }) => isOtherSubject(subject, known));
	if (mails.length === 0) return [];
	const messageOf = await messagesBy(
		unit,
		[disputeId, ...doubles],
		mails.map(({ mailId }) => keyOfMail(mailId))
	);
	const found: ChangedSubject[] = [];
	for (const { mailId, subject, readingId, becameId } of mails) {
		const messageId = messageOf.get(keyOfMail(mailId));
		const became = becameId && (await caseOf(unit, becameId)).dispute.reference;
		if (messageId) found.push({ messageId, mailId, subject, became, isRead: readingId !== null });
	}
	return found;
}

interface Subject {
	subject: string | null;
}

const subjectsIn = (mails: readonly Subject[]): string[] =>
	mails.flatMap(({ subject }) => subject ?? []);

async function mailsOfAll(unit: Unit<DeskScope>, disputeIds: readonly string[]) {
	const found: Subject[] = [];
	for (const id of disputeIds) found.push(...(await mailsOfDispute(unit, id)));
	return found;
}

async function messagesBy(
	{ tx, scope }: Unit<DeskScope>,
	disputeIds: readonly string[],
	keys: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const rows = await tx
		.select({ id: message.id, key: message.idempotencyKey })
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				among(message.disputeId, disputeIds),
				inArray(message.idempotencyKey, [...keys])
			)
		);
	return new Map(rows.map(({ id, key }) => [key, id]));
}
