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
	/** Of the reason, where it has the case; empty: nobody is chosen beforehand. */
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
/** Of a line the reason suggests; what somebody writes himself begins with nobody. */
export const usualOwner = (team: string): string => (team ? `team:${team}` : '');

/** Whether anything was chosen or written of the lines of a decision. */
export const hasTasks = (values: Record<string, string>): boolean =>
	Object.entries(values).some(([name, said]) => /^task-\d+$/.test(name) && said.trim() !== '');
