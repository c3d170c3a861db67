import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError, refuseAll } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { orNone } from '../form';
import { actionsOf } from '../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.absences.list())),
	done: event.url.searchParams.get('done')
});

export const actions = actionsOf('/absences', {
	enter: (door, words) => {
		refuseEmpty(words);
		const { userId, substituteId = '', fromOn, untilOn, warned } = words;
		const days = { fromOn: fromOn as LocalDate, untilOn: untilOn as LocalDate };
		return door.absences.enter({ userId: orNone(userId), substituteId, warned, ...days });
	},
	withdraw: (door, words) => door.absences.withdraw({ absenceId: words.absenceId ?? '' })
});

/** @throws everything that was left empty, at once */
function refuseEmpty({ substituteId, ...words }: Record<string, string>): void {
	refuseAll([
		...['fromOn', 'untilOn']
			.filter((field) => !parseLocalDate(words[field] ?? ''))
			.map((field) => new AppError('date_invalid', {}, field)),
		...(substituteId ? [] : [new AppError('substitute_unknown', {}, 'substituteId')])
	]);
}
