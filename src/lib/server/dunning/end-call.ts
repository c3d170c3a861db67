import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { ofNotice } from './look-again';

type Row = Pick<typeof notice.$inferSelect, 'id' | 'customerId' | 'content'>;

/** The last day somebody was spoken to in a call that waits; undefined when nobody was. */
export const spokenOnIn = ({ content }: Pick<Row, 'content'>): LocalDate | undefined =>
	content?.spokenOn as LocalDate | undefined;

/** How a call that was made is over. */
const OVER = {
	/** Its promise was never recorded, and need not be any more. */
	overtaken: 'notice.call_over',
	promised: 'notice.promise_recorded',
	disputes: 'notice.dispute_recorded',
	/** Without a dispute, by a word of whoever spoke to them. */
	settled: 'notice.call_settled'
} as const;

/**
 * It was made on the day of the conversation, about the invoice it was made for, and stays what it was.
 * Whatever somebody decided about it meanwhile stands.
 */
export async function endCall(
	unit: Unit<InsideScope>,
	row: Row,
	how: keyof typeof OVER,
	said: { note?: string; by?: string } = {}
): Promise<void> {
	const { id, customerId, content } = row;
	const ended = await unit.tx
		.update(notice)
		.set({
			status: 'done',
			content: { ...content, ...said },
			closedAt: unit.now,
			closedOn: spokenOnIn(row) ?? unit.today
		})
		.where(and(ofNotice(unit, id), eq(notice.status, 'to_confirm')))
		.returning({ id: notice.id });
	if (ended.length) await record(unit, OVER[how], { kind: 'notice', id, customerId });
}
