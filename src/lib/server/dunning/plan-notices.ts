import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { recordAll } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { freshId } from '../db/fresh-id';
import { jsonText } from '../db/json-text';
import { insertMany, type BulkRow } from '../db/many-rows';
import { notice } from '../db/schema/notices';
import { putMails, type Outgoing } from '../delivery/outbox';
import { SKIPPED, TAKEN_BACK } from './history';
import { plannedContent } from './notice-content';
import { noticeMail, type Recipient } from './mail-notice';
import { phoneOf } from './phone-of';
import type { PlannedCustomer } from './plan-dunning';
import { SENT_BY_US } from './run-orders';

interface Planned {
	notices: number;
	mails: number;
}

/** What is written of a customer who is told something: of all his facts nothing more is kept. */
export interface PlannedNotice {
	row: NewNotice;
	outcome: Decision['outcome'];
	/** Of what leaves by itself. */
	to?: Recipient;
}

export function plannedNotice(on: LocalDate, action: PlannedCustomer): PlannedNotice {
	const row = rowOf(on, action);
	const to = row.status === 'planned' && recipientOf(row, action);
	return { row, outcome: action.decision.outcome, ...(to && { to }) };
}

/** Takes the key of each notice before anything leaves; only who took it plans the mail. Returns how many are new, and how many of them are mails. */
export async function planNotices(
	unit: Unit<SystemScope>,
	runId: string,
	on: LocalDate,
	planned: readonly PlannedNotice[]
): Promise<Planned> {
	const taken: Planned = { notices: 0, mails: 0 };
	for (const part of chunks(planned)) {
		const rows = await takeKeys(
			unit,
			part.map(({ row }) => row),
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

/** Of words a person typed: with the facts he had before him, so that what changed since is told by comparing. */
const EDITED = ['editId', 'saidTotals', 'items', 'collectible', 'overdue', 'disputed', 'credit'];

/**
 * Nobody types twice: the words go along, in the same language and the same way, to where a person says
 * yes to them. Of a mail that leaves by itself only an order to its run called it off, not the facts.
 */
const contentAnew = sql`case
	when ${notice.content}->>'editId' is not null and ${notice.channel} = excluded.channel
		and ${notice.content}->>'language' = excluded.content->>'language'
		and (excluded.status = 'to_confirm' or ${notice.reasons} ? 'run_cancelled')
	then ((excluded.content::jsonb - 'credit') || (
		select jsonb_object_agg(key, value) from jsonb_each(${notice.content}::jsonb)
		where key = any(${sql.param(EDITED)}::text[])))::json
	else excluded.content end`;

/** What was planned anew takes the place of what had been called off. */
const ANEW = sql.join(
	[
		...['status', 'contact_id', 'step_id', 'run_id', 'channel', 'tone', 'reasons', 'planned_at'],
		...['planned_on', 'closed_at', 'closed_on']
	]
		.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`)
		.concat(sql`content = ${contentAnew}`),
	sql`, `
);

const sharedOf = ({ scope, now }: Unit<SystemScope>) => ({
	organisationId: scope.organisationId,
	plannedAt: now
});

function rowOf(on: LocalDate, { customer, decision }: PlannedCustomer) {
	const step = decision.step!;
	return {
		id: freshId(),
		customerId: decision.customerId,
		contactId: decision.contactId ?? null,
		leaderInvoiceId: decision.leaderInvoiceId!,
		stepKey: step.key,
		stepId: step.id,
		channel: step.channel,
		tone: decision.tone ?? step.tone,
		status: decision.outcome === 'send' ? ('planned' as const) : ('to_confirm' as const),
		content: jsonText(plannedContent(customer, decision, on))
	} satisfies Partial<BulkRow<typeof notice.$inferInsert>>;
}
type NewNotice = ReturnType<typeof rowOf>;

async function announce(
	unit: Unit<SystemScope>,
	rows: readonly NewNotice[],
	planned: readonly PlannedNotice[]
): Promise<void> {
	const byCustomer = new Map(planned.map((each) => [each.row.customerId, each]));
	const taken = rows.map((row) => ({ ...byCustomer.get(row.customerId)!, row }));
	await putMails(unit, taken.flatMap(mailOf(unit.now)));
	await recordAll(unit, taken.map(entryOf));
}

function recipientOf(
	{ contactId, channel }: NewNotice,
	{ customer }: PlannedCustomer
): Recipient | undefined {
	const contact = customer.contacts.find((each) => each.contactId === contactId);
	if (!contact) return undefined;
	const { name, email } = contact;
	const phone = channel === 'sms' ? phoneOf(contact, customer.country) : undefined;
	const language = contact.language ?? customer.language;
	return { contactId: contact.contactId, name, email, language, phone };
}

const mailOf =
	(plannedAt: Date) =>
	({ row, to }: PlannedNotice): Outgoing[] =>
		to ? [noticeMail({ ...row, plannedAt }, to)] : [];

const entryOf = ({ row, outcome }: PlannedNotice) => ({
	action: 'notice.planned',
	subject: { kind: 'notice' as const, id: row.id, customerId: row.customerId },
	data: {
		step: row.stepKey,
		outcome,
		leaderInvoiceId: row.leaderInvoiceId
	}
});
