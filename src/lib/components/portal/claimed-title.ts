import type { ReportedState } from '$lib/domain/receivables/reported-payment';
import { m } from '$lib/i18n/paraglide/messages';

const TITLES: Record<ReportedState, () => string> = {
	booked: m.pay_claimed_title_found,
	settled: m.pay_said_settled,
	found: m.pay_claimed_title_found,
	part_booked: m.pay_claimed_title_part_booked,
	unbooked: m.pay_claimed_title_unbooked,
	returned: m.pay_claimed_title_returned,
	resting: m.pay_claimed_title,
	checking: m.pay_claimed_title,
	sought: m.pay_claimed_title_sought,
	not_found: m.pay_claimed_title_not_found
};

/** What became of a payment somebody reported, said first. */
export const claimedTitle = (state: ReportedState): string => TITLES[state]();
