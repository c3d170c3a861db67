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

/** Its promise was never recorded, and need not be any more: it was made on the day of the conversation. */
export async function endCall(unit: Unit<InsideScope>, row: Row): Promise<void> {
	await unit.tx
		.update(notice)
		.set({ status: 'done', closedAt: unit.now, closedOn: spokenOnIn(row) ?? unit.today })
		.where(ofNotice(unit, row.id));
	const { id, customerId } = row;
	await record(unit, 'notice.call_over', { kind: 'notice', id, customerId });
}
