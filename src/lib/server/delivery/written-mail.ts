import type { Language } from '$lib/i18n/language';
import { and, desc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery, type DeliveryStatus } from '../db/schema/delivery';
import { inertLink } from './letter-link';

/** Its words are fixed: it left, it may have, it is leaving, or it was refused. */
const WRITTEN: ReadonlySet<DeliveryStatus> = new Set(['claimed', 'sent', 'unknown', 'failed']);

/** Whether the words of a mail are kept, to be read again. */
export const isWritten = (row: {
	channel: string;
	status: DeliveryStatus;
	subject: string | null;
}): boolean => row.channel === 'email' && WRITTEN.has(row.status) && row.subject !== null;

/** The last mail of a notice word for word, its link replaced by `linkWords`; null while none is written. */
export async function writtenMailOf(
	unit: Unit<InsideScope>,
	noticeId: string,
	linkWords: (language: Language) => string
) {
	const [row] = await unit.tx
		.select()
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.noticeId, noticeId))
		)
		.orderBy(desc(delivery.createdAt), desc(delivery.id))
		.limit(1);
	if (!row || !isWritten(row)) return null;
	const { id, status, language, toName, toEmail, sentAt, firstAttemptAt } = row;
	return {
		...{ id, status, language, toName, toEmail, sentAt, firstAttemptAt },
		subject: row.subject ?? '',
		...inertLink(row, linkWords(language))
	};
}
