import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { formOf, wordsIn } from '../../../sent-form';
import type { Words } from './case-action';

type Worklist = ReturnType<typeof caller>['desk']['worklist'];
type Event = RequestEvent<{ reference: string }>;

/** What is put off is so for whoever looks, and for nobody else. */
const own =
	(name: string, work: (worklist: Worklist, words: Words) => Promise<unknown>) =>
	async (event: Event) => {
		const words = wordsIn(await formOf(event.request));
		try {
			await work(caller(event).desk.worklist, words);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/disputes/${event.params.reference}?done=${name}`);
	};

export const postponeActions = {
	postpone: own('postpone', (worklist, { key: disputeId = '', reason, untilOn, tomorrow }) =>
		worklist.postponeCase({ disputeId, reason, untilOn: tomorrow ? '' : untilOn })
	),
	resume: own('resume', (worklist, { key = '' }) => worklist.resume({ key }))
};
