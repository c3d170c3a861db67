import { and, eq, inArray } from 'drizzle-orm';
import { isOtherSubject } from '$lib/domain/inbound/subject';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { keyOfMail, landedMails } from '../inbound/landed-mails';
import { caseOf } from './case-queries';

export interface ChangedSubject {
	messageId: string;
	mailId: string;
	subject: string;
	/** The case that was made of it; null while nobody did anything with it. */
	became: string | null;
	isRead: boolean;
}

/** What was answered by mail under a subject that none of our mails about the case has: it may be another dispute. */
export async function changedSubjects(
	unit: Unit<DeskScope>,
	disputeId: string,
	ours: readonly { subject: string | null }[]
): Promise<ChangedSubject[]> {
	const known = ours.flatMap(({ subject }) => subject ?? []);
	const mails = (await landedMails(unit, disputeId)).filter(({ subject }) =>
		isOtherSubject(subject, known)
	);
	if (mails.length === 0) return [];
	const messageOf = await messagesBy(
		unit,
		disputeId,
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

async function messagesBy(
	{ tx, scope }: Unit<DeskScope>,
	disputeId: string,
	keys: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const rows = await tx
		.select({ id: message.id, key: message.idempotencyKey })
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				eq(message.disputeId, disputeId),
				inArray(message.idempotencyKey, [...keys])
			)
		);
	return new Map(rows.map(({ id, key }) => [key, id]));
}
