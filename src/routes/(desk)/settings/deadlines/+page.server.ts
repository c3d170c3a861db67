import { STAGES_OF_CASE } from '$lib/domain/disputes/deadline-terms';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.deadlines.show())),
	done: event.url.searchParams.get('done')
});

type Words = Record<string, string>;

/** Nothing typed is no number, rather than nought. */
const numberIn = (typed = ''): number => (typed.trim() === '' ? NaN : Number(typed));

const PREFIX = `${STAGES_OF_CASE[0]}-`;
/** Every reason that was on the page, whatever was typed. */
const reasonsIn = (words: Words) =>
	Object.keys(words)
		.filter((name) => name.startsWith(PREFIX))
		.map((name) => name.slice(PREFIX.length))
		.map((id) => ({
			id,
			days: {
				acknowledgement: numberIn(words[`acknowledgement-${id}`]),
				answer: numberIn(words[`answer-${id}`]),
				closure: numberIn(words[`closure-${id}`])
			}
		}));

export const actions = actionsOf('/settings/deadlines', {
	deadlines: (door, words) =>
		door.deadlines.change({
			seen: words.seen ?? '',
			policy: {
				highPercent: numberIn(words.highPercent),
				urgentPercent: numberIn(words.urgentPercent),
				warningPercent: numberIn(words.warningPercent)
			},
			reasons: reasonsIn(words)
		})
});
