import { sql } from 'drizzle-orm';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import type { NoticeVerdict } from '../delivery/notice-hook';
import { mailFactsOf, noticeContent } from './notice-content';
import { editIdIn } from './notice-edits';
import type { PlannedCustomer } from './plan-dunning';
import { promiseOffered } from './promise-offered';
import { putCopies } from './put-copies';
import { collectorNamed } from './responsible';
import { speechOf, wordsOf } from './words-of';

type NoticeRow = typeof notice.$inferSelect;

/** What a notice says from now on. */
export interface Said {
	noticeId: string;
	content: Record<string, unknown>;
}

/** Its words are fixed; what it says is added to `said`, to be kept with that of the others. */
export async function freeze(
	unit: Unit<SystemScope>,
	row: NoticeRow,
	planned: PlannedCustomer,
	said: Said[]
): Promise<NoticeVerdict> {
	const { customer, decision } = planned;
	const words = await wordsOf(unit, row, speechOf(planned));
	const editId = editIdIn(row.content);
	const content = {
		...noticeContent(customer, decision, unit.today, words),
		...(editId && { editId }),
		claimedAt: unit.now.toISOString()
	};
	said.push({ noticeId: row.id, content });
	await noteLaterDay(unit, row);
	const facts = {
		...mailFactsOf(customer, decision, unit.today, words),
		...(await promiseOffered(unit)),
		...(await collectorNamed(unit, customer.collectorId))
	};
	await putCopies(unit, row, { customer, decision, facts });
	return { send: true, facts };
}

/** Waited for its hours or for the mail server: from today on it counts as said today. */
async function noteLaterDay(unit: Unit<SystemScope>, row: NoticeRow): Promise<void> {
	if (row.content?.on === unit.today) return;
	const subject = { kind: 'notice', id: row.id, customerId: row.customerId } as const;
	await record(unit, 'notice.said_later', subject, { on: unit.today });
}

/** With the claim, in one statement. */
export async function keepSaid(unit: Unit<SystemScope>, said: readonly Said[]): Promise<void> {
	if (said.length === 0) return;
	const ids = said.map(({ noticeId }) => noticeId);
	const contents = said.map(({ content }) => JSON.stringify(content));
	await unit.tx.execute(sql`
		update ${notice} set content = said.content::json
		from unnest(${sql.param(ids)}::uuid[], ${sql.param(contents)}::text[]) as said (id, content)
		where ${notice.organisationId} = ${unit.scope.organisationId} and ${notice.id} = said.id`);
}
