import { parseLocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { orNone } from '../form';
import { actionsOf } from '../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.absences.list())),
	done: event.url.searchParams.get('done')
});

export const actions = actionsOf('/absences', {
	enter: (door, words) =>
		door.absences.enter({
			...{ userId: orNone(words.userId), substituteId: chosen(words.substituteId) },
			...{ fromOn: dayIn(words, 'fromOn'), untilOn: dayIn(words, 'untilOn') }
		}),
	withdraw: (door, words) => door.absences.withdraw({ absenceId: words.absenceId ?? '' })
});

function dayIn(words: Record<string, string>, field: string) {
	const day = parseLocalDate(words[field] ?? '');
	if (!day) throw new AppError('date_invalid', {}, field);
	return day;
}

function chosen(substituteId: string | undefined): string {
	if (!substituteId) throw new AppError('substitute_unknown', {}, 'substituteId');
	return substituteId;
}
