import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Until when whoever looks put a case off, and why where he said it. */
export function postponedWords({
	untilOn,
	reason
}: {
	untilOn: LocalDate;
	reason: string;
}): string {
	const date = formatDay(untilOn);
	return reason ? m.queue_postponed_why({ date, reason }) : m.queue_postponed({ date });
}
