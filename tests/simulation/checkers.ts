import { Temporal } from 'temporal-polyfill';
import { groupBy } from '$lib/domain/group-by';
import type { Contact, Journal, Mail } from './journal';

export interface Violation {
	checker: string;
	on: string;
	detail: string;
}

type Found = Omit<Violation, 'checker'>;
type Checker = (journal: Journal) => Found[];

/** Longer than a lease and an hour: whoever held it is dead and nobody noticed. */
const FORGOTTEN_MS = 60 * 60_000;

const onceAccepted: Checker = ({ mails }) =>
	[...groupBy(mails, keyOf).values()].flatMap(([, second]) =>
		second ? [{ on: second.on, detail: `accepted twice: ${keyOf(second)}` }] : []
	);

const nothingSuspended: Checker = ({ mails }) =>
	mails.flatMap(({ on, lines }) =>
		lines
			.filter(({ askedMinor, mostMinor }) => askedMinor > mostMinor)
			.map(({ invoiceId, askedMinor, mostMinor }) => ({
				on,
				detail: `${invoiceId}: asked ${askedMinor} where ${mostMinor} was neither paid, disputed, promised nor held`
			}))
	);

const stepsForward: Checker = (journal) =>
	[...groupBy(contactsIn(journal), leaderOf).values()].flatMap((contacts) =>
		pairs(contacts)
			.filter(([before, after]) => after.position <= before.position)
			.map(([before, after]) => ({
				on: after.on,
				detail: `${leaderOf(after)}: ${after.stepKey} after ${before.stepKey}`
			}))
	);

/** A person may call when they like; the engine may not write. */
const daysBetweenContacts: Checker = (journal) => {
	const least = Math.max(1, journal.rules.minContactDelayDays);
	return [...groupBy(contactsIn(journal), ({ customerId }) => customerId).values()].flatMap(
		(contacts) =>
			pairs(contacts)
				.filter(([before, after]) => isMail(after) && daysFrom(before.on, after.on) < least)
				.map(([before, after]) => ({
					on: after.on,
					detail: `${after.customerId}: ${after.stepKey} ${daysFrom(before.on, after.on)} days after ${before.stepKey} of ${before.on}`
				}))
	);
};

const onePerContactAndDay: Checker = ({ mails }) =>
	[...groupBy(mails, ({ to, on }) => `${to} on ${on}`)].flatMap(([who, [, second]]) =>
		second ? [{ on: second.on, detail: `two messages: ${who}` }] : []
	);

const currenciesApart: Checker = ({ mails }) => mails.filter(isMixed).map(mixed);

function isMixed({ lines, totals }: Mail): boolean {
	if (new Set(totals.map(({ currency }) => currency)).size < totals.length) return true;
	if (lines.some(({ currency, owedIn }) => currency !== owedIn)) return true;
	return totals.some(({ currency, minor }) => {
		const own = lines.filter((line) => line.owedIn === currency);
		return minor > own.reduce((sum, { askedMinor }) => sum + askedMinor, 0n);
	});
}

const mixed = ({ on, totals }: Mail): Found => ({
	on,
	detail: totals.map(({ minor, currency }) => `${minor} ${currency}`).join(' + ')
});

const sentIsProven: Checker = ({ rows }) =>
	rows
		.filter(({ status, messageId, response }) => status === 'sent' && !(messageId && response))
		.map(({ on, deliveryId }) => ({ on, detail: `${deliveryId}: no Message-ID or no response` }));

const noForgottenClaim: Checker = ({ rows }) =>
	rows
		.filter(
			({ status, leaseUntil, seenAt }) =>
				status === 'claimed' &&
				(leaseUntil === null || seenAt.getTime() - leaseUntil.getTime() > FORGOTTEN_MS)
		)
		.map(({ on, deliveryId }) => ({ on, detail: `${deliveryId}: claimed long after its lease` }));

const unknownStays: Checker = ({ unknowns, attempts }) => {
	const begun = groupBy(attempts, ({ deliveryId }) => deliveryId);
	return unknowns.flatMap(({ deliveryId, at }) =>
		(begun.get(deliveryId) ?? [])
			.filter((attempt) => attempt.at > at)
			.map(({ on }) => ({ on, detail: `${deliveryId}: begun again although it may have arrived` }))
	);
};

const openHoursOnly: Checker = ({ mails, rules }) =>
	mails.flatMap(({ claimedAt, on, to }) => {
		const local = Temporal.Instant.fromEpochMilliseconds(claimedAt.getTime()).toZonedDateTimeISO(
			rules.timeZone
		);
		const minute = local.hour * 60 + local.minute;
		const day = local.toPlainDate().toString();
		const isWorked = rules.weekdays.includes(local.dayOfWeek) && !rules.closed.has(day);
		const isInside = rules.sendFromMinute <= minute && minute < rules.sendUntilMinute;
		return isWorked && isInside ? [] : [{ on, detail: `${to}: ${local.toString()}` }];
	});

const everyDayExplained: Checker = ({ days }) =>
	days
		.filter(({ outcome, reasons }) => !outcome || (outcome === 'nothing' && reasons.length === 0))
		.map(({ customerId, on }) => ({ on, detail: `${customerId}: no reason` }));

const oneRunADay: Checker = ({ runs, wakeDays }) => {
	const byDay = groupBy(runs, ({ on }) => on);
	return [...new Set([...wakeDays, ...byDay.keys()])]
		.filter((on) => byDay.get(on)?.length !== 1)
		.map((on) => ({ on, detail: `${byDay.get(on)?.length ?? 0} runs` }));
};

/** Those of the twelve of the reference that concern sending, and the rules of dates that go with them. */
export const CHECKERS = {
	once_accepted: onceAccepted,
	nothing_suspended: nothingSuspended,
	steps_forward: stepsForward,
	days_between_contacts: daysBetweenContacts,
	one_per_contact_and_day: onePerContactAndDay,
	currencies_apart: currenciesApart,
	sent_is_proven: sentIsProven,
	no_forgotten_claim: noForgottenClaim,
	unknown_stays: unknownStays,
	open_hours_only: openHoursOnly,
	every_day_explained: everyDayExplained,
	one_run_a_day: oneRunADay
} satisfies Record<string, Checker>;
export type CheckerName = keyof typeof CHECKERS;

/** Everything that is wrong, the earliest day first. */
export const check = (journal: Journal): Violation[] =>
	Object.entries(CHECKERS)
		.flatMap(([checker, find]) => find(journal).map((found) => ({ checker, ...found })))
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

const keyOf = ({ customerId, leaderInvoiceId, stepKey }: Contact): string =>
	`${customerId} ${leaderInvoiceId} ${stepKey}`;

const leaderOf = ({ customerId, leaderInvoiceId }: Contact): string =>
	`${customerId} ${leaderInvoiceId}`;

/** In the order of their days; what a person did on a day comes before what left on it. */
const contactsIn = ({ visits, mails }: Journal): Contact[] =>
	[...visits, ...mails].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

const isMail = (contact: Contact): contact is Mail => 'messageId' in contact;

const pairs = <T>(list: readonly T[]): [T, T][] =>
	list.slice(1).map((after, index) => [list[index]!, after]);

const daysFrom = (from: string, to: string): number =>
	Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
