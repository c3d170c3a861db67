import { MOST_TASKS } from '$lib/domain/disputes/tasks';
import { AppError } from '$lib/domain/errors';
import { asAppError } from '$lib/server/trpc/errors';
import { actionsOf, CameOut } from '../../page-action';

type Words = Record<string, string>;

/** What a field of it says: `team:sales` or `user:…`. */
export function ownerIn(said = '') {
	const [kind, which] = said.split(':');
	return {
		...(kind === 'team' && which && { ownerTeam: which as never }),
		...(kind === 'user' && which && { ownerId: which })
	};
}

/** The lines of a decision that were ticked or written, each with who and by when. @throws task_needs_owner */
export function tasksIn(words: Words) {
	const names = linesIn(words);
	refuseUnowned(words, names);
	return names.map((name) => ({
		text: words[name] ?? '',
		...ownerIn(words[`${name}-owner`]),
		dueOn: words[`${name}-on`] ?? ''
	}));
}

const linesIn = (words: Words): string[] =>
	Array.from({ length: MOST_TASKS }, (_, place) => `task-${place}`).filter((name) =>
		words[name]?.trim()
	);

/** The refusal of a day, at the line whose day it is. */
export const atItsLine =
	(words: Words) =>
	(thrown: unknown): never => {
		const { code, details, field } = asAppError(thrown);
		const name = linesIn(words).find((one) => words[one]!.trim() === details.task);
		if (!name || field !== 'taskDue') throw thrown;
		throw new AppError(code, details, `${name}-on`);
	};

/** Every line nobody was chosen for, at once and by its words. */
function refuseUnowned(words: Words, names: readonly string[]): void {
	const [first, ...others] = names
		.filter((name) => Object.keys(ownerIn(words[`${name}-owner`])).length === 0)
		.map((name) => new AppError('task_needs_owner', { task: words[name]! }, `${name}-owner`));
	if (first) throw new AppError(first.code, first.details, first.field, others);
}

export const taskActions = actionsOf((event) => `/disputes/${event.params.reference}`, {
	addTask: (door, words) =>
		door.tasks.add({
			disputeId: words.disputeId ?? '',
			text: words.text ?? '',
			...ownerIn(words.owner),
			dueOn: words.dueOn ?? '',
			idempotencyKey: words.idempotencyKey ?? ''
		}),
	setCause: async (door, words) => {
		if (!words.stage) throw new AppError('stage_required', {}, 'stage');
		const { isClosed } = await door.causes.set({
			disputeId: words.disputeId ?? '',
			stage: words.stage as never,
			...ownerIn(words.causeOwner),
			action: words.causeAction ?? '',
			dueOn: words.causeDue ?? '',
			isDone: words.isDone === 'on',
			seen: words.seen
		});
		return isClosed && new CameOut('closedAtLast');
	},
	finishAction: (door, words) =>
		door.causes.finish({ disputeId: words.disputeId ?? '', seen: words.seen ?? '' }),
	endTask: async (door, words) => {
		const { taskId = '', as, why = '' } = words;
		const { isClosed } = await door.tasks.end({ taskId, as: as as never, why });
		return isClosed && new CameOut('closedAtLast');
	}
});
