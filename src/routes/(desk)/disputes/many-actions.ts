import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { formOf, wordsIn } from '../../sent-form';

type Desk = ReturnType<typeof caller>['desk'];
type Words = Record<string, string>;
/** The ticked cases, or the whole list that was on screen. */
interface Chosen {
	disputeIds: string[];
	whole?: Record<string, string> | undefined;
}

/** It is told case by case what became of it: an answer, not another address. Refused as a whole, it keeps the ticks. */
const many =
	<Done>(name: string, work: (desk: Desk, chosen: Chosen, words: Words) => Promise<Done>) =>
	async (event: RequestEvent) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		const cases = form.getAll('case').map(String);
		const chosen =
			words.all === 'on'
				? { disputeIds: [], whole: Object.fromEntries(event.url.searchParams) }
				: { disputeIds: cases };
		try {
			return { many: await work(caller(event).desk, chosen, words) };
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name, cases: cases.join(' ') });
		}
	};

const wanted = (words: Words, field: string): string => {
	if (!words[field]) throw new AppError('required', {}, field);
	return words[field];
};

const assignMany = many('assignMany', async (desk, chosen, words) => {
	const { user } = await desk.settings.frame();
	const userId = words.me === 'on' ? user.id : wanted(words, 'userId');
	const done = await desk.queue.assignMany({ ...chosen, userId, question: words.question ?? '' });
	return { what: 'assign' as const, ...done };
});

const reasonMany = many(
	'reasonMany',
	async (desk, chosen, { reasonCode = '', reasonNote: note = '' }) => {
		if (!reasonCode) throw new AppError('reason_required', {}, 'reasonCode');
		const done = await desk.queue.changeReasons({ ...chosen, reasonCode, note });
		return { what: 'reason' as const, ...done };
	}
);

const postponeMany = many('postponeMany', async (desk, chosen, { untilOn = '' }) => {
	const done = await desk.worklist.postponeCases({ ...chosen, untilOn });
	return { what: 'postpone' as const, ...done };
});

/** What would be of the two is looked at before: nothing is merged here. */
async function mergePair(event: RequestEvent) {
	const form = await formOf(event.request);
	const cases = form.getAll('case').map(String);
	let pair: { into: string; from: string };
	try {
		pair = await caller(event).desk.queue.pairToMerge({ disputeIds: cases });
	} catch (thrown) {
		return refuse(thrown, { ...wordsIn(form), action: 'mergePair', cases: cases.join(' ') });
	}
	redirect(303, `/disputes/${pair.into}/merge?from=${pair.from}`);
}

export const manyActions = { assignMany, reasonMany, postponeMany, mergePair };
