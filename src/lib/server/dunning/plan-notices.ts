import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { recordAll } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { notice } from '../db/schema/notices';
import { putMails, type Outgoing } from '../delivery/outbox';
import { SKIPPED, TAKEN_BACK } from './history';
import { plannedContent } from './notice-content';
import { noticeMail } from './mail-notice';
import { phoneOf } from './phone-of';
import type { PlannedCustomer } from './plan-dunning';
import { SENT_BY_US } from './run-orders';

interface Planned {
	notices: number;
	mails: number;
}

/** Takes the key of each notice before anything leaves; only who took it plans the mail. Returns how many are new, and how many of them are mails. */
export async function planNotices(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	actions: readonly PlannedCustomer[]
): Promise<Planned> {
	const taken: Planned = { notices: 0, mails: 0 };
	for (const part of chunks(actions)) {
		const rows = await takeKeys(
			unit,
			part.map((action) => rowOf(on, action)),
			{ ...sharedOf(unit), runId, plannedOn: on }
		);
		await announce(unit, rows, part);
		taken.notices += rows.length;
		taken.mails += rows.filter(({ channel }) => SENT_BY_US.includes(channel)).length;
	}
	return taken;
}

/**
 * A notice the facts called off, or a hand-over that was taken back, may be planned again when the facts
 * call for it again; nothing else is ever done twice.
 */
async function takeKeys(
	unit: Unit<SystemScope>,
	rows: readonly NewNotice[],
	shared: ReturnType<typeof sharedOf> & { runId: string; plannedOn: LocalDate }
): Promise<NewNotice[]> {
	const taken = await unit.tx.execute<{ id: string; customer_id: string }>(sql`
		${insertMany(notice, rows, shared)}
		on conflict (organisation_id, customer_id, leader_invoice_id, step_key) do update set ${ANEW}
		where ${notice.status} = 'cancelled' and (not ${notice.reasons} ? ${SKIPPED} or ${notice.reasons} ? ${TAKEN_BACK})
		returning id, customer_id`);
	const byCustomer = new Map(rows.map((row) => [row.customerId, row]));
	return taken.rows.map(({ id, customer_id }) => ({ ...byCustomer.get(customer_id)!, id }));
}

/** What was planned anew takes the place of what had been called off. */
const ANEW = sql.join(
	[
		...['status', 'contact_id', 'step_id', 'run_id', 'channel', 'tone', 'content', 'reasons'],
		...['planned_at', 'planned_on', 'closed_at', 'closed_on']
	].map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`),
	sql`, `
);

const sharedOf = ({ scope, now }: Unit<SystemScope>) => ({
	organisationId: scope.organisationId,
	plannedAt: now
});

function rowOf(on: LocalDate, { customer, decision }: PlannedCustomer) {
	const step = decision.step!;
	return {
		id: uuidv7(),
		customerId: decision.customerId,
		contactId: decision.contactId ?? null,
		leaderInvoiceId: decision.leaderInvoiceId!,
		stepKey: step.key,
		stepId: step.id,
		channel: step.channel,
		tone: decision.tone ?? step.tone,
		status: decision.outcome === 'send' ? ('planned' as const) : ('to_confirm' as const),
		content: plannedContent(customer, decision, on)
	} satisfies Partial<typeof notice.$inferInsert>;
}
type NewNotice = ReturnType<typeof rowOf>;

async function announce(
	unit: Unit<SystemScope>,
	rows: readonly NewNotice[],
	actions: readonly PlannedCustomer[]
): Promise<void> {
	const byCustomer = new Map(actions.map((action) => [action.decision.customerId, action]));
	const taken = rows.map((row) => ({ row, action: byCustomer.get(row.customerId)! }));
	await putMails(unit, taken.flatMap(mailOf(unit.now)));
	await recordAll(unit, taken.map(entryOf));
}

interface Taken {
	row: NewNotice;
	action: PlannedCustomer;
}

const mailOf =
	(plannedAt: Date) =>
	({ row, action: { customer } }: Taken): Outgoing[] => {
		const contact = customer.contacts.find(({ contactId }) => contactId === row.contactId);
		if (row.status !== 'planned' || !contact) return [];
		const phone = row.channel === 'sms' ? phoneOf(contact, customer.country) : undefined;
		return [
			noticeMail(
				{ ...row, plannedAt },
				{ ...contact, language: contact.language ?? customer.language, phone }
			)
		];
	};

const entryOf = ({ row, action }: Taken) => ({
	action: 'notice.planned',
	subject: { kind: 'notice' as const, id: row.id, customerId: row.customerId },
	data: {
		step: row.stepKey,
		outcome: action.decision.outcome,
		leaderInvoiceId: row.leaderInvoiceId
	}
});
