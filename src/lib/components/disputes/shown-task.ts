import type { LocalDate } from '$lib/domain/calendar';
import type { TaskEnd } from '$lib/domain/disputes/tasks';

/** A task as the page of its case reads it. */
export interface ShownTask {
	id: string;
	text: string;
	/** Null: it is a team's. */
	ownerId: string | null;
	ownerName: string | null;
	ownerTeam: string | null;
	dueOn: LocalDate;
	endedAt: Date | null;
	endedAs: TaskEnd | null;
	endedWhy: string;
	endedByName: string;
	/** The case is decided: somebody is to do it. */
	isAsked: boolean;
	/** Whoever looks may end it. */
	mayEnd: boolean;
}

export const ownerWords = (
	{ ownerName, ownerTeam }: Pick<ShownTask, 'ownerName' | 'ownerTeam'>,
	teamName: (key: string) => string
): string => ownerName ?? (ownerTeam ? teamName(ownerTeam) : '');
