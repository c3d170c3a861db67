import { desc, type SQL } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import type { MailFacts } from '../mail/mails';
import type { Account } from '../settings/account-queries';
import { caseOf } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { blockedDays } from './reminder-mails';
import { MOST_LOOKED_AT, waitingAssignments } from './resolver-queries';

type Facts = MailFacts['staff-digest'];

/** What a mail has room for, and how many are left out of it. */
interface Part<Row> {
	rows: Row[];
	more: number;
}

/** A mail that is longer is not read: the rest is read at the desk. */
export const MOST_LINES = 20;

/** What happened to his cases: the last of it, in its order. */
export async function newsOf(
	unit: Unit<SystemScope>,
	kept: SQL | undefined
): Promise<Part<Facts['news'][number]>> {
	const lines = await unit.tx
		.select()
		.from(digestLine)
		.where(kept)
		.orderBy(desc(digestLine.at), desc(digestLine.id))
		.limit(MOST_LINES);
	const rows: Facts['news'] = [];
	for (const { disputeId, event, colleague, amountMinor, currency } of lines.reverse()) {
		const { dispute, customer } = await caseOf(unit, disputeId);
		rows.push({
			...{ event: event as Facts['news'][number]['event'], colleague },
			...{ reference: dispute.reference, customerName: customer.name },
			amount: money(amountMinor, currency)
		});
	}
	return { rows, more: (await unit.tx.$count(digestLine, kept)) - rows.length };
}

/** What was asked of him before today and waits for his answer, with what waiting costs. */
export async function waitingOf(
	unit: Unit<SystemScope>,
	{ email }: Pick<Account, 'email'>
): Promise<Part<Facts['waiting'][number]>> {
	const asked = (await waitingAssignments(unit, email, MOST_LOOKED_AT)).filter(
		({ assignedAt }) => localDateAt(assignedAt, unit.scope.timeZone) < unit.today
	);
	const rows: Facts['waiting'] = [];
	for (const { disputeId, dueOn } of asked.slice(0, MOST_LINES)) {
		const about = await caseOf(unit, disputeId);
		const { claimed: amount } = await leftToDecide(unit, about);
		const { reference } = about.dispute;
		const blocked = await blockedDays(unit, about);
		rows.push({ reference, customerName: about.customer.name, amount, blocked, dueOn });
	}
	return { rows, more: asked.length - rows.length };
}
