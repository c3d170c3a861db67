import type { LocalDate } from '$lib/domain/calendar';
import { suggestedIn } from '$lib/domain/disputes/tasks';
import type { Labels, Language } from '$lib/domain/language';
import { getLocale } from '$lib/i18n/paraglide/runtime';

interface TasksFound {
	lists: Labels;
	house: Language;
	team: string;
	dueOn: LocalDate;
}

export interface TasksOffered {
	/** Lines of the reason, in the language of whoever reads. */
	suggested: readonly string[];
	/** Of the reason. */
	team: string;
	/** A day that is usual. */
	dueOn: LocalDate;
}

/** As the page of a case offers them. */
export const offeredTasks = ({ lists, house, team, dueOn }: TasksFound): TasksOffered => ({
	suggested: suggestedIn(lists, getLocale(), house),
	...{ team, dueOn }
});

export const FREE_ROWS = 2;
/** The team of the reason does it, where nobody says otherwise. */
export const usualOwner = (team: string): string => (team ? `team:${team}` : '');
