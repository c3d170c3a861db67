import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { formatDay, formatList, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** When an invoice is to be paid, in words. */
export function dueWords({
	dueOn,
	daysLate
}: {
	dueOn: LocalDate | null;
	daysLate: number;
}): string {
	if (!dueOn) return m.portal_due_unknown();
	if (daysLate === 1) return m.portal_late_one();
	if (daysLate > 1) return m.portal_late_many({ count: daysLate });
	return m.portal_due_on({ date: formatDay(dueOn) });
}

interface Part {
	on: LocalDate;
	minor: bigint;
	isPast: boolean;
	/** Up to and including it nobody is reminded. */
	untilOn: LocalDate;
}

interface Promised {
	on: LocalDate;
	minor: bigint;
	/** Each payment. */
	parts: readonly Part[];
}

/** A single day that is over, while nobody knows yet whether the money arrived. */
const isPast = ({ parts }: Promised): boolean => parts.every((part) => part.isPast);

/** For when an invoice is promised; of several payments each day with its amount. */
export const promiseWords = (promise: Promised, currency: string): string =>
	promise.parts.length > 1
		? m.portal_promised_parts({ parts: partWords(promise, currency) })
		: (isPast(promise) ? m.portal_promised_past : m.portal_promised_for)({
				...daysOf(promise)
			});

/** The same of a part of an invoice. */
export const partlyPromisedWords = (promise: Promised, currency: string): string =>
	promise.parts.length > 1
		? m.portal_promised_parts({ parts: partWords(promise, currency) })
		: (isPast(promise) ? m.portal_partly_promised_past : m.portal_partly_promised)({
				amount: formatMoney(money(promise.minor, currency)),
				...daysOf(promise)
			});

/** What of it did not come in time, each payment in words of its own. */
export const missedWords = ({ parts }: Promised, currency: string): string[] =>
	parts.map(({ on, minor }) =>
		m.portal_missed({ amount: formatMoney(money(minor, currency)), date: formatDay(on) })
	);

/** Of a promise of one payment. */
const daysOf = ({ on, parts }: Promised) => ({
	date: formatDay(on),
	until: formatDay(parts.at(-1)?.untilOn ?? on)
});

const partWords = ({ parts }: Promised, currency: string): string =>
	formatList(
		parts.map(({ on, minor, isPast, untilOn }) =>
			(isPast ? m.portal_promised_part_past : m.portal_promised_part)({
				amount: formatMoney(money(minor, currency)),
				date: formatDay(on),
				until: formatDay(untilOn)
			})
		)
	);

/** A part of an invoice that its customer says he paid, and until when it rests. */
export function saidPaidWords(
	{ minor, untilOn }: { minor: bigint; untilOn: LocalDate | null },
	currency: string
): string {
	const amount = formatMoney(money(minor, currency));
	return untilOn
		? m.portal_said_paid_part({ amount, date: formatDay(untilOn) })
		: m.portal_said_paid_part_found({ amount });
}

/** Why reminders about an invoice rest. */
export function pauseWords(pause: { kind: string; untilOn: LocalDate | null }): string {
	const date = pause.untilOn ? formatDay(pause.untilOn) : '';
	if (pause.kind === 'payment_announced')
		return date ? m.portal_pause_payment_announced({ date }) : m.portal_pause_payment_found();
	if (pause.kind === 'invoice_copy_sent' && date) return m.portal_pause_invoice_copy_sent({ date });
	return pause.kind === 'customer_in_dispute'
		? m.portal_pause_customer_in_dispute()
		: m.portal_state_paused();
}
