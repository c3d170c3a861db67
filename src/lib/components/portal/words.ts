import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';

export const labelOf = (reason: { labelFr: string; labelEn: string }): string =>
	getLocale() === 'fr' ? reason.labelFr : reason.labelEn;

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

export const promiseWords = ({ on }: { on: LocalDate }): string =>
	m.portal_promised_for({ date: formatDay(on) });

/** Why reminders about an invoice rest. */
export function pauseWords(pause: { kind: string; untilOn: LocalDate | null }): string {
	const date = pause.untilOn ? formatDay(pause.untilOn) : '';
	if (pause.kind === 'payment_announced' && date) return m.portal_pause_payment_announced({ date });
	if (pause.kind === 'invoice_copy_sent' && date) return m.portal_pause_invoice_copy_sent({ date });
	return pause.kind === 'customer_in_dispute'
		? m.portal_pause_customer_in_dispute()
		: m.portal_state_paused();
}
