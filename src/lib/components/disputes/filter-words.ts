import { parseLocalDate } from '$lib/domain/calendar';
import type { FilterField, SavedFilter } from '$lib/domain/disputes/queue-filter';
import type { Labels } from '$lib/domain/language';
import { formatDay } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';

/** Whom and what a filter may name. */
export interface Named {
	people: readonly { id: string; name: string }[];
	reasons: readonly { code: string; labels: Labels }[];
	subStatuses: readonly { id: string; labels: Labels }[];
	teamName: (key: string) => string;
}

/** One filter as a person reads it; null where nothing is filtered, or by nothing that is known. */
export function filterWords(
	field: FilterField,
	filter: SavedFilter,
	{ people, reasons, subStatuses, teamName }: Named
): string | null {
	const value = filter[field];
	if (!value) return null;
	const reason = reasons.find(({ code }) => code === value);
	const words: Partial<Record<FilterField, () => string | null>> = {
		q: () => m.queue_chip_q({ value }),
		reason: () => (reason ? labelOf(reason.labels) : value),
		category: () => say(`reports_type_${value}`),
		stage: () => `${m.after_cause_stage()} – ${say(`after_stage_${value}`)}`,
		priority: () => `${m.desk_priority()} – ${say(`desk_priority_${value}`)}`,
		deadline: () => `${m.desk_deadline_filter()} – ${say(`desk_deadline_${value}`)}`,
		subStatus: () => {
			const found = subStatuses.find(({ id }) => id === value);
			return found ? labelOf(found.labels) : '?';
		},
		customer: () => m.queue_chip_customer({ value }),
		team: () => `${m.queue_team()} – ${teamName(value)}`,
		owner: () => ownerWords(value, people),
		amountFrom: () => m.queue_chip_amount_from({ value }),
		amountTo: () => m.queue_chip_amount_to({ value }),
		openedFrom: () => dayWords(value, (day) => m.queue_chip_opened_from({ value: day })),
		closedWithin: () => m.queue_chip_closed({ count: value }),
		openedTo: () => dayWords(value, (day) => m.queue_chip_opened_to({ value: day }))
	};
	return words[field]?.() ?? null;
}

function ownerWords(value: string, people: Named['people']): string {
	if (value === 'me') return `${m.queue_owner()} – ${m.queue_owner_me()}`;
	if (value === 'nobody') return `${m.queue_owner()} – ${m.queue_owner_nobody()}`;
	return `${m.queue_owner()} – ${people.find(({ id }) => id === value)?.name ?? '?'}`;
}

function dayWords(value: string, said: (day: string) => string): string | null {
	const day = parseLocalDate(value);
	return day && said(formatDay(day));
}
