import { byLanguage } from '$lib/domain/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	all: await orPage(caller(event).desk.fields.edit()),
	done: event.url.searchParams.get('done')
});

type Words = Record<string, string>;
const labelsIn = (words: Words) => byLanguage((language) => words[`labels.${language}`] ?? '');
/** One a line. */
const choicesIn = ({ choices = '' }: Words) =>
	choices
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

export const actions = actionsOf('/settings/fields', {
	add: (door, words) =>
		door.fields.add({
			subject: words.subject as never,
			kind: words.kind as never,
			labels: labelsIn(words),
			choices: choicesIn(words)
		}),
	change: (door, words) =>
		door.fields.change({
			id: words.id ?? '',
			labels: labelsIn(words),
			choices: choicesIn(words)
		}),
	move: (door, { id = '', direction }) => door.fields.move({ id, direction: direction as never }),
	archive: (door, { id = '' }) => door.fields.archive({ id }),
	restore: (door, { id = '' }) => door.fields.restore({ id })
});
