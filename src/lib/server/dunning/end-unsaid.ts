import { and, eq, inArray } from 'drizzle-orm';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { letter } from '../db/schema/letters';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { withdrawClaimsOf } from '../late-charges/withdraw-claims';
import { SKIPPED } from './history';
import { ofNotice } from './look-again';

export interface Ending {
	/** Only what stands at one of these ends. */
	from: readonly NoticeStatus[];
	reasons?: readonly string[];
	/** In words of a person; missing = it did not leave. */
	why?: string;
	content?: Record<string, unknown>;
}

/**
 * A message, or a written letter, does not leave: it told nobody anything, the step is over for this
 * invoice, and what it claimed is void.
 * @returns false when it stood elsewhere
 */
export async function endUnsaid(
	unit: Unit<InsideScope>,
	noticeId: string,
	{ from, reasons = [], why, content }: Ending
): Promise<boolean> {
	const ended = await unit.tx
		.update(notice)
		.set({
			status: 'cancelled',
			reasons: [...reasons, SKIPPED],
			closedAt: unit.now,
			closedOn: unit.today,
			...(content && { content })
		})
		.where(and(ofNotice(unit, noticeId), inArray(notice.status, [...from])))
		.returning({ id: notice.id });
	if (ended.length) await withdrawClaimsOf(unit, noticeId, why ?? say('letters_claim_not_sent'));
	return ended.length > 0;
}

/** A letter is written once: its notice is never planned anew. */
export const isWritten = async (unit: Unit<InsideScope>, noticeId: string): Promise<boolean> =>
	(await unit.tx.$count(
		letter,
		and(eq(letter.organisationId, unit.scope.organisationId), eq(letter.noticeId, noticeId))
	)) > 0;
