import { localDateAt } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { digestLine } from '../db/schema/digest-lines';
import type { MailFacts } from '../mail/mails';
import type { Account } from '../settings/account-queries';
import { caseOf } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { blockedDays } from './reminder-mails';
import { waitingAssignments } from './resolver-queries';

type Facts = MailFacts['staff-digest'];

/** What happened to his cases. */
export async function newsOf(
	unit: Unit<SystemScope>,
	lines: readonly (typeof digestLine.$inferSelect)[]
): Promise<Facts['news']> {
	const news: Facts['news'] = [];
	for (const { disputeId, event, colleague, amountMinor, currency } of lines) {
		const { dispute, customer } = await caseOf(unit, disputeId);
		news.push({
			...{ event: event as Facts['news'][number]['event'], colleague },
			...{ reference: dispute.reference, customerName: customer.name },
			amount: money(amountMinor, currency)
		});
	}
	return news;
}

const MOST_WAITING = 20;

/** What was asked of him before today and waits for his answer, with what waiting costs. */
export async function waitingOf(
	unit: Unit<SystemScope>,
	{ email }: Pick<Account, 'email'>
): Promise<Facts['waiting']> {
	const waiting: Facts['waiting'] = [];
	for (const { disputeId, dueOn, assignedAt } of await waitingAssignments(
		unit,
		email,
		MOST_WAITING
	)) {
		if (localDateAt(assignedAt, unit.scope.timeZone) >= unit.today) continue;
		const about = await caseOf(unit, disputeId);
		const { claimed: amount } = await leftToDecide(unit, about);
		const { reference } = about.dispute;
		const blocked = await blockedDays(unit, about);
		waiting.push({ reference, customerName: about.customer.name, amount, blocked, dueOn });
	}
	return waiting;
}
