import { and, arrayOverlaps, eq, sql } from 'drizzle-orm';
import type { DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun } from '../customers/dunning-facts';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { notice } from '../db/schema/notices';
import { decision, run } from '../db/schema/runs';
import { lastReturns } from '../delivery/report-queries';
import { lastCallsWaiting } from './call-queries';
import { failingNumbers, type FailingNumbers } from './failing-numbers';
import { WRITTEN_AGAIN } from './history';

/** Reasons that a person removes: nobody is passed over in silence. */
export const ALERTS = [
	'no_contact',
	'contact_bounced',
	'outside_window',
	'no_scenario'
] as const satisfies readonly DecisionReasonCode[];

export interface Alert {
	code: string;
	name: string;
	/** `no_phone`: nobody there gets text messages. `number_fails`: texts to it come back. `wrong_number`: somebody called. `came_back`: it left, in vain. */
	reason:
		| (typeof ALERTS)[number]
		| 'no_phone'
		| 'number_fails'
		| 'wrong_number'
		| 'came_back'
		| 'letter_came_back';
	/** Of a letter that came back. */
	noticeId?: string;
}
export interface Alerts {
	count: number;
	/** The first of them, by name. */
	customers: Alert[];
}

const SHOWN = 10;

/**
 * Customers today's run could not write to, contacts whose hours never meet ours (even where somebody
 * else was written to), calls that reached a stranger; derived, so it is over when they change.
 */
export async function alertsOf(unit: Unit<InsideScope>): Promise<Alerts> {
	const decided = await unwritten(unit);
	const all = [...(await wronglyCalled(unit)), ...(await returned(unit))];
	const known = await unwrittenOf(
		unit,
		all.map(({ code }) => code)
	);
	const heard = all.filter(({ code }) => !known.has(code));
	return {
		count: (decided[0]?.of ?? 0) + heard.length,
		customers: [...heard, ...decided.map(({ code, name, reason }) => ({ code, name, reason }))]
	};
}

/** Those today's run could not write to. */
async function unwritten(unit: Unit<InsideScope>) {
	const { rows } = await unit.tx.execute<{
		code: string;
		name: string;
		reason: Alert['reason'];
		of: number;
	}>(sql`
		select code, name, reason, count(*) over ()::int as of from (${unwrittenSql(unit)}) unwritten
		order by 2, 1 limit ${SHOWN}`);
	return rows;
}

/** Of these customers, those among all of them, shown or not. */
async function unwrittenOf(unit: Unit<InsideScope>, codes: string[]): Promise<Set<string>> {
	if (codes.length === 0) return new Set();
	const { rows } = await unit.tx.execute<{ code: string }>(sql`
		select code from (${unwrittenSql(unit)}) unwritten where code = any(${sql.param(codes)}::text[])`);
	return new Set(rows.map(({ code }) => code));
}

function unwrittenSql(unit: Unit<InsideScope>) {
	const customer = namedCustomers(unit);
	return sql`
		select ${customer.code} as code, ${customer.name} as name, found.reason
		from ${decision}
		join ${run} on ${run.organisationId} = ${decision.organisationId} and ${run.id} = ${decision.runId}
		join ${customer} on ${customer.id} = ${decision.customerId}
		cross join lateral (
			select case when reason->>'lacks' is null then reason->>'code'
				when reason->>'code' = 'contact_bounced' then 'number_fails' else 'no_phone' end as reason
			from json_array_elements(${decision.detail}->'reasons') reason
			where reason->>'code' = any(${sql.param([...ALERTS])}::text[])
				and ((reason->>'code' = 'outside_window' and reason->'reference' is not null)
					or (reason->>'code' <> 'outside_window' and ${decision.outcome} = 'nothing'))
			limit 1
		) found
		where ${decision.organisationId} = ${unit.scope.organisationId} and ${run.runOn} = ${unit.today}
			and ${arrayOverlaps(decision.reasons, [...ALERTS])}`;
}

/** Those whose call reached a stranger and is still to be made. */
async function wronglyCalled(unit: Unit<InsideScope>): Promise<Alert[]> {
	const wrong = (await lastCallsWaiting(unit)).filter(({ outcome }) => outcome === 'wrong_number');
	const customers = await customersToDun(unit, [
		...new Set(wrong.map(({ customerId }) => customerId))
	]);
	return customers.map(({ code, name }) => ({ code, name, reason: 'wrong_number' }));
}

/** Those whose message came back, as long as the contact is the one it was sent to. */
async function returned(unit: Unit<InsideScope>): Promise<Alert[]> {
	const returns = await toLookAt(unit);
	const ids = [...new Set(returns.flatMap(({ customerId }) => customerId ?? []))];
	const contacts = await contactsToDun(unit, ids);
	const customers = await customersToDun(unit, ids);
	const failing = await failingNumbers(unit, { customers, contacts });
	return customers.flatMap(({ customerId, code, name }): Alert[] => {
		const theirs = contacts.filter((contact) => contact.customerId === customerId);
		const back = returns.find(
			(one) => one.customerId === customerId && isStillThere(one, theirs, failing)
		);
		if (!back) return [];
		const { noticeId } = back;
		return back.channel === 'post' && noticeId
			? [{ code, name, reason: 'letter_came_back', noticeId }]
			: [{ code, name, reason: 'came_back' }];
	});
}

/** A letter that was written again is dealt with. */
async function toLookAt(unit: Unit<InsideScope>) {
	const returns = await lastReturns(unit);
	const dealtWith = await writtenAgain(
		unit,
		returns.flatMap(({ noticeId }) => noticeId ?? [])
	);
	return returns.filter(({ noticeId }) => !noticeId || !dealtWith.has(noticeId));
}

async function writtenAgain(unit: Unit<InsideScope>, noticeIds: string[]) {
	if (noticeIds.length === 0) return new Set<string>();
	const rows = await unit.tx
		.select({ id: notice.id })
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.id, noticeIds),
				sql`${notice.reasons} ? ${WRITTEN_AGAIN}`
			)
		);
	return new Set(rows.map(({ id }) => id));
}

type Return = Awaited<ReturnType<typeof lastReturns>>[number];
type Contact = Awaited<ReturnType<typeof contactsToDun>>[number];

function isStillThere(
	{ channel, toEmail, toPhone }: Return,
	contacts: Contact[],
	failing: FailingNumbers
): boolean {
	if (channel === 'post') return true;
	return contacts.some((contact) =>
		channel === 'sms'
			? failing.get(contact.contactId) === toPhone
			: contact.email === toEmail && contact.bouncedAt !== null
	);
}
