import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { recordAll } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { putMails, type Outgoing } from '../delivery/outbox';
import { SKIPPED, TAKEN_BACK } from './history';
import { noticeContent } from './notice-content';
import { noticeMail } from './mail-notice';
import type { PlannedCustomer } from './plan-dunning';

/** Takes the key of each notice before anything leaves; only who took it plans the mail. Returns how many are new. */
export async function planNotices(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	planned: readonly PlannedCustomer[]
): Promise<number> {
	const actions = planned.filter(({ decision }) => decision.outcome !== 'nothing');
	if (actions.length === 0) return 0;
	let taken = 0;
	for (const part of chunks(actions)) {
		const rows = await takeKeys(
			unit,
			part.map((action) => rowOf(unit, runId, on, action))
		);
		await announce(unit, rows, part);
		taken += rows.length;
	}
	return taken;
}

type NoticeRow = typeof notice.$inferSelect;

/**
 * A notice the facts called off, or a hand-over that was taken back, may be planned again when the facts
 * call for it again; nothing else is ever done twice.
 */
const takeKeys = (
	unit: Unit<SystemScope>,
	rows: (typeof notice.$inferInsert)[]
): Promise<NoticeRow[]> =>
	unit.tx
		.insert(notice)
		.values(rows)
		.onConflictDoUpdate({
			target: [notice.organisationId, notice.customerId, notice.leaderInvoiceId, notice.stepKey],
			set: {
				status: sql`excluded.status`,
				contactId: sql`excluded.contact_id`,
				stepId: sql`excluded.step_id`,
				runId: sql`excluded.run_id`,
				channel: sql`excluded.channel`,
				tone: sql`excluded.tone`,
				content: sql`excluded.content`,
				reasons: sql`excluded.reasons`,
				plannedAt: sql`excluded.planned_at`,
				plannedOn: sql`excluded.planned_on`,
				closedAt: null,
				closedOn: null
			},
			setWhere: and(
				eq(notice.status, 'cancelled'),
				sql`(not ${notice.reasons} ? ${SKIPPED} or ${notice.reasons} ? ${TAKEN_BACK})`
			)
		})
		.returning();

function rowOf(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	{ customer, decision }: PlannedCustomer
): typeof notice.$inferInsert {
	const step = decision.step!;
	return {
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		customerId: decision.customerId,
		contactId: decision.contactId ?? null,
		leaderInvoiceId: decision.leaderInvoiceId!,
		stepKey: step.key,
		stepId: step.id,
		runId,
		channel: step.channel,
		tone: decision.tone ?? step.tone,
		status: decision.outcome === 'send' ? 'planned' : 'to_confirm',
		content: noticeContent(customer, decision, on),
		reasons: [],
		plannedAt: unit.now,
		plannedOn: on
	};
}

async function announce(
	unit: Unit<SystemScope>,
	rows: readonly NoticeRow[],
	actions: readonly PlannedCustomer[]
): Promise<void> {
	const byCustomer = new Map(actions.map((action) => [action.decision.customerId, action]));
	const taken = rows.map((row) => ({ row, action: byCustomer.get(row.customerId)! }));
	await putMails(unit, taken.flatMap(mailOf));
	await recordAll(unit, taken.map(entryOf));
}

interface Taken {
	row: NoticeRow;
	action: PlannedCustomer;
}

function mailOf({ row, action: { customer } }: Taken): Outgoing[] {
	const contact = customer.contacts.find(({ contactId }) => contactId === row.contactId);
	if (row.status !== 'planned' || !contact) return [];
	return [noticeMail(row, { ...contact, language: contact.language ?? customer.language })];
}

const entryOf = ({ row, action }: Taken) => ({
	action: 'notice.planned',
	subject: { kind: 'notice' as const, id: row.id, customerId: row.customerId },
	data: {
		step: row.stepKey,
		outcome: action.decision.outcome,
		leaderInvoiceId: row.leaderInvoiceId
	}
});
