import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { blockedDaysOf } from './blocked-days';
import { casesOf } from './case-queries';
import type { Danger } from './dangers';
import { deadlinesOf } from './deadline-facts';
import { MOST_LINES, type Part } from './digest-facts';
import type { Owed } from './heads-news';
import { leftsToDecide } from './left-to-decide';

type Facts = MailFacts['staff-digest'];
type Deadline = NonNullable<Facts['deadlines']>[number];
type Late = NonNullable<Facts['team']>[number];

/** Days of his cases, or of those of whom he stands in for. */
export const deadlineLines = (
	unit: Unit<SystemScope>,
	dangers: readonly Danger[]
): Promise<Part<Deadline>> =>
	partOf(unit, dangers, ({ stage, standing, dueOn, holder, reader }) => ({
		...{ stage, standing, dueOn },
		name: holder.id === reader.id ? '' : holder.name
	}));

/** What members of a team did not do in time. */
export const overdueLines = (
	unit: Unit<SystemScope>,
	overdue: readonly Owed[]
): Promise<Part<Late>> =>
	partOf(unit, overdue, ({ stage, dueOn, holder, insteadOf }) => ({
		...{ stage, dueOn, insteadOf },
		name: holder?.name ?? ''
	}));

async function partOf<One extends { disputeId: string }, Said>(
	unit: Unit<SystemScope>,
	all: readonly One[],
	say: (one: One) => Said
) {
	const told = all.slice(0, MOST_LINES);
	const costs = await costsOf(
		unit,
		told.map(({ disputeId }) => disputeId)
	);
	const rows = told.flatMap((one) => {
		const cost = costs(one.disputeId);
		return cost ? [{ ...cost, ...say(one) }] : [];
	});
	return { rows, more: all.length - rows.length };
}

/** What waiting costs; of a case of which everything is decided, what it was about. */
async function costsOf(unit: Unit<SystemScope>, ids: readonly string[]) {
	const lefts = await leftsToDecide(unit, (await casesOf(unit, ids)).values());
	const blockedOf = await blockedDaysOf(unit, await deadlinesOf(unit, ids));
	return (disputeId: string) => {
		const left = lefts.get(disputeId);
		if (!left) return null;
		const { dispute, customer, claimed } = left.about;
		return {
			...{ reference: dispute.reference, customerName: customer.name },
			amount: left.claimed.minor > 0n ? left.claimed : claimed,
			blocked: blockedOf(disputeId)
		};
	};
}
