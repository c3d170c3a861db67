import type { LocalDate } from '$lib/domain/calendar';
import type { ReportedState } from '$lib/domain/receivables/reported-payment';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

const NOTES: Partial<Record<ReportedState, () => string>> = {
	checking: m.portal_sought,
	sought: m.portal_sought,
	not_found: m.portal_sought,
	part_booked: m.portal_reported_part_booked,
	unbooked: m.portal_reported_unbooked,
	returned: m.portal_reported_returned
};

/** Beside an invoice that is asked for: the payment its customer reported; empty when it holds nothing against it. */
export const reportedWords = (state: ReportedState): string => NOTES[state]?.() ?? '';

const WHY: Partial<Record<ReportedState, typeof m.portal_why_sought>> = {
	part_booked: m.portal_why_part_booked,
	unbooked: m.portal_why_unbooked,
	returned: m.portal_why_returned
};

/** Why an invoice is asked for of which a payment was reported. */
export const whyMissing = (
	{ state, paidOn }: { state: ReportedState; paidOn: LocalDate },
	amount: string,
	paid: string
): string => (WHY[state] ?? m.portal_why_sought)({ amount, date: formatDay(paidOn), paid });
