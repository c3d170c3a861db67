import { isSilent } from '$lib/domain/disputes/silent-customer';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { workingCalendarOf } from '../settings/queries';
import { askedOfCustomers } from './asked-of-customers';

/** The answer of a customer that a reminder is about. */
export type AnswerWait = NonNullable<MailFacts['dispute-update']['waitsFor']>;

/** What is waited for, among the facts of a mail that reminds of it. */
export const waitIn = (facts: Record<string, unknown> | null): AnswerWait | undefined =>
	(facts as { waitsFor?: AnswerWait } | null)?.waitsFor;

/** Of these, those that were not answered, asked anew or given up meanwhile: what came by mail may be the answer. */
export async function stillWaitsFor(
	unit: Unit<InsideScope>,
	waits: readonly AnswerWait[]
): Promise<ReadonlySet<AnswerWait>> {
	if (waits.length === 0) return new Set();
	const asked = await askedOfCustomers(
		unit,
		waits.map(({ disputeId }) => disputeId)
	);
	const calendar = await workingCalendarOf(unit);
	const holds = ({ disputeId, askedOn }: AnswerWait) => {
		const open = asked.get(disputeId);
		return (
			open?.askedOn === askedOn && !open.unreadSince && !isSilent(open.from, unit.today, calendar)
		);
	};
	return new Set(waits.filter(holds));
}
