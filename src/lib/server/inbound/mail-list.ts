import { and, count, desc, eq, sql, type SQL } from 'drizzle-orm';
import { isWaitingFate } from '$lib/domain/inbound/fate';
import { MAIL_STATES, type MailState } from '$lib/domain/inbound/mail-state';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { inboundFate, inboundReading } from '../db/schema/inbound';
import { readingOfFate } from './dunning-facts';
import { mailState, saying, type MailFilter } from './mail-filter';
import { heldQuestions, holdsAnswer } from './held-questions';
import { isMailOn } from './mails-waiting';

const PAGE = 50;

/** A page of what came, the latest first, with what became of it; and how many there are of each kind of that search. */
export async function mailList(unit: Unit<DeskScope>, filter: MailFilter) {
	const found = await rowsOf(unit, filter);
	const rows = found.slice(0, PAGE);
	const held = await heldQuestions(
		unit,
		rows.flatMap(({ disputeId }) => disputeId ?? [])
	);
	return {
		isOn: isMailOn(),
		/** As it was understood. */
		filter: { view: filter.view, q: filter.q },
		counts: await countsOf(unit, filter.q),
		next: found.length > PAGE ? rows.at(-1)!.mailId : null,
		rows: rows.map(({ files, noticeId, disputeId, ...row }) => ({
			...row,
			fileCount: files.length,
			holdsAnswer: waits(row) && holdsAnswer(held, { ...row, disputeId }),
			holdsReminders: noticeId !== null && waits(row)
		}))
	};
}

const waits = ({ kind, deed }: { kind: string; deed: string | null }): boolean =>
	isWaitingFate(kind) && deed === null;

/** What is looked for, in a query that knows the customer of each mail: in the database, for there may be any number. */
const searched = (q: string, customer: ReturnType<typeof namedCustomers>): SQL[] =>
	q ? saying(q, sql`${customer.name}`) : [];

async function rowsOf(unit: Unit<DeskScope>, { view, q, after }: MailFilter) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			mailId: inboundFate.mailId,
			kind: inboundFate.kind,
			why: inboundFate.why,
			fromName: inboundFate.fromName,
			fromEmail: inboundFate.fromEmail,
			verified: inboundFate.verified,
			subject: inboundFate.subject,
			files: inboundFate.files,
			noticeId: inboundFate.noticeId,
			disputeId: inboundFate.disputeId,
			at: inboundFate.at,
			customerName: customer.name,
			deed: inboundReading.deed
		})
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.leftJoin(customer, eq(customer.id, inboundFate.customerId))
		.where(
			and(
				eq(inboundFate.organisationId, unit.scope.organisationId),
				view === 'all' ? undefined : sql`${mailState} = ${view}`,
				...searched(q, customer),
				after ? before(unit, after) : undefined
			)
		)
		.orderBy(desc(inboundFate.at), desc(inboundFate.id))
		.limit(PAGE + 1);
}

const before = ({ scope }: Unit<DeskScope>, mailId: string): SQL =>
	sql`(${inboundFate.at}, ${inboundFate.id}) < (select last.at, last.id from inbound_fate last
		where last.organisation_id = ${scope.organisationId} and last.mail_id = ${mailId})`;

/** Of each view, what is found of that search. */
async function countsOf(unit: Unit<DeskScope>, q: string) {
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select({ state: mailState, count: count() })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.leftJoin(customer, eq(customer.id, inboundFate.customerId))
		.where(and(eq(inboundFate.organisationId, unit.scope.organisationId), ...searched(q, customer)))
		.groupBy(sql`1`);
	return perView(new Map(rows.map((row) => [row.state, row.count])));
}

function perView(counted: ReadonlyMap<MailState, number>) {
	const each = MAIL_STATES.map((view) => ({ view, count: counted.get(view) ?? 0 }));
	const all = each.reduce((sum, one) => sum + one.count, 0);
	return [...each, { view: 'all' as const, count: all }];
}
