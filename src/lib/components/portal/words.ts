import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
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

export interface PromisedPart {
	on: LocalDate;
	minor: bigint;
	isPast: boolean;
	/** Up to and including it nobody is reminded. */
	untilOn: LocalDate;
}

export interface Promised {
	on: LocalDate;
	minor: bigint;
	/** Each payment. */
	parts: readonly PromisedPart[];
}

/** A single day that is over, while nobody knows yet whether the money arrived. */
const isPast = ({ parts }: Promised): boolean => parts.every((part) => part.isPast);

/** For when an invoice is promised; of several payments each day is told below it. */
export const promiseWords = (promise: Promised): string => {
	if (promise.parts.length > 1) return m.portal_state_promised();
	return (isPast(promise) ? m.portal_promised_past : m.portal_promised_for)(daysOf(promise));
};

/** Of a promise of one payment. */
const daysOf = ({ on, parts }: Promised) => ({
	date: formatDay(on),
	until: formatDay(parts.at(-1)?.untilOn ?? on)
});

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
