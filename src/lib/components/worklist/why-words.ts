import type { LocalDate } from '$lib/domain/calendar';
import type { WorkKind } from '$lib/domain/worklist/order';
import { formatDay } from '$lib/i18n/format';
import { say } from '$lib/i18n/words';

export interface WhyFacts {
	kind: WorkKind;
	on: LocalDate | null;
	daysLate: number | null;
	reference: string | null;
	what: string | null;
}

/** Why a row stands in somebody's day. */
export const whyWords = ({ kind, on, daysLate, reference, what }: WhyFacts): string =>
	say(`worklist_why_${kind}${kind === 'account' && daysLate === 1 ? '_one' : ''}`, {
		date: on ? formatDay(on) : '',
		days: daysLate ?? 0,
		reference: reference ?? '',
		what: what ?? ''
	});
