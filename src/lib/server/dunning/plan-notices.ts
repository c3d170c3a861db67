import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/dunning';
import { SKIPPED } from './history';
import { noticeContent } from './notice-content';
import { mailNotice } from './mail-notice';
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
	const byCustomer = new Map(actions.map((action) => [action.decision.customerId, action]));
	const taken = await takeKeys(
		unit,
		actions.map((action) => rowOf(unit, runId, on, action))
	);
	for (const row of taken) await announce(unit, row, byCustomer.get(row.customerId)!);
	return taken.length;
}

type NoticeRow = typeof notice.$inferSelect;

/** A notice the facts called off may be planned again when they call for it again; nothing else is ever done twice. */
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
			setWhere: and(eq(notice.status, 'cancelled'), sql`not ${notice.reasons} ? ${SKIPPED}`)
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
	row: NoticeRow,
	{ customer, decision }: PlannedCustomer
): Promise<void> {
	const contact = customer.contacts.find(({ contactId }) => contactId === row.contactId);
	if (row.status === 'planned' && contact)
		await mailNotice(unit, row, { ...contact, language: contact.language ?? customer.language });
	await record(
		unit,
		'notice.planned',
		{ kind: 'notice', id: row.id, customerId: row.customerId },
		{ step: row.stepKey, outcome: decision.outcome, leaderInvoiceId: row.leaderInvoiceId }
	);
}
