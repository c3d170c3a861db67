import type { LocalDate } from '$lib/domain/calendar';
import { restsUntil } from '$lib/domain/dunning/call-outcome';

/** What can be done today first; calls to make again another day after it, the soonest first. */
export function inCallingOrder<N extends { noticeId: string }>(
	notices: readonly N[],
	lastCalls: readonly { noticeId: string; againOn: LocalDate | null }[],
	today: LocalDate
): N[] {
	const last = new Map(lastCalls.map((call) => [call.noticeId, call]));
	const rests = ({ noticeId }: N) => restsUntil(last.get(noticeId) ?? null, today) ?? '';
	return notices.toSorted((a, b) => rests(a).localeCompare(rests(b)));
}
