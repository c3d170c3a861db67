import { desc, type SQL } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import type { MailFacts } from '../mail/mails';
import type { Account } from '../settings/account-queries';
import { approvalDueOf, askedOnOf } from './approval-days';
import { blockedDaysOf } from './blocked-days';
import { casesOf } from './case-queries';
import { deadlinesOf } from './deadline-facts';
import { leftsToDecide } from './left-to-decide';
import { MOST_LOOKED_AT, waitingAssignments } from './resolver-queries';
import type { House } from './signers';
import { awaitedIn, waitingRequests } from './waiting-requests';

type Facts = MailFacts['staff-digest'];

/** What a mail has room for, and how many are left out of it. */
export interface Part<Row> {
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
	const cases = await casesOf(
		unit,
		lines.map(({ disputeId }) => disputeId)
	);
	const rows = lines
		.toReversed()
		.flatMap(({ disputeId, event, colleague, amountMinor, currency }) => {
			const about = cases.get(disputeId);
			if (!about) return [];
			return {
				...{ event: event as Facts['news'][number]['event'], colleague },
				...{ reference: about.dispute.reference, customerName: about.customer.name },
				amount: money(amountMinor, currency)
			};
		});
	return { rows, more: (await unit.tx.$count(digestLine, kept)) - rows.length };
}

/** What was asked of him before today and waits for his answer or his signature, with what waiting costs. */
export async function waitingOf(
	unit: Unit<SystemScope>,
	reader: Pick<Account, 'id' | 'email'>,
	inHouse: WaitingInHouse
): Promise<Part<Facts['waiting'][number]>> {
	const all = [...signaturesOf(unit, reader, inHouse), ...(await answersOf(unit, reader))];
	const told = all.slice(0, MOST_LINES);
	const ids = told.map(({ disputeId }) => disputeId);
	const lefts = await leftsToDecide(unit, (await casesOf(unit, ids)).values());
	const blockedOf = await blockedDaysOf(unit, await deadlinesOf(unit, ids));
	const rows = told.flatMap(({ disputeId, dueOn, ...wanted }) => {
		const left = lefts.get(disputeId);
		if (!left) return [];
		const { reference } = left.about.dispute;
		const customerName = left.about.customer.name;
		const blocked = blockedOf(disputeId);
		return { ...{ reference, customerName, amount: left.claimed, blocked, dueOn }, ...wanted };
	});
	return { rows, more: all.length - rows.length };
}

interface Wanted extends Pick<Facts['waiting'][number], 'amount' | 'wants' | 'dueOn'> {
	disputeId: string;
}

async function answersOf(
	unit: Unit<SystemScope>,
	{ email }: Pick<Account, 'email'>
): Promise<Omit<Wanted, 'amount'>[]> {
	const asked = await waitingAssignments(unit, email, MOST_LOOKED_AT);
	return asked
		.filter(({ assignedAt }) => localDateAt(assignedAt, unit.scope.timeZone) < unit.today)
		.map(({ disputeId, dueOn }) => ({ disputeId, dueOn }));
}

/** What waits for signatures in the house: the same for every reader of a day. */
export async function waitingInHouse(unit: Unit<SystemScope>, house: House) {
	const waiting = await waitingRequests(unit);
	const deadlines = await deadlinesOf(
		unit,
		waiting.map(({ row }) => row.disputeId)
	);
	return { waiting, house, deadlines };
}
export type WaitingInHouse = Awaited<ReturnType<typeof waitingInHouse>>;

/** Signatures that are his to give, and what approvers wanted to know from him. */
function signaturesOf(
	unit: Unit<SystemScope>,
	{ id }: Pick<Account, 'id'>,
	{ waiting, house, deadlines }: WaitingInHouse
): Wanted[] {
	return waiting.flatMap((request) => {
		const facts = deadlines.get(request.row.disputeId);
		const isHis = awaitedIn(house, request).some((one) => one.id === id);
		if (!facts || !isHis || askedOnOf(unit, request) >= unit.today) return [];
		const { row, standing } = request;
		const { dueOn } = approvalDueOf(unit, request, facts);
		const wants = standing.isAsked ? ('reply' as const) : ('signature' as const);
		const amount = money(standing.amountMinor, row.currency);
		return [{ disputeId: row.disputeId, dueOn, wants, amount }];
	});
}
