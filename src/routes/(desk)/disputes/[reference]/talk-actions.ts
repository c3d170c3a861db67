import type { RequestEvent } from '@sveltejs/kit';
import { mentionsIn } from '$lib/components/disputes/mentions-typed';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import {
	areMissed,
	filesIn,
	formOf,
	hadFiles,
	lostFiles,
	mayGoWithout,
	wordsIn
} from '../../../sent-form';
import { action, seenIn } from './case-action';

export const talkActions = {
	post: action('post', async (door, { id }, words, { form }) => {
		const audience = words.audience === 'customer' ? 'customer' : 'internal';
		mayGoWithout(form);
		await door.post({
			...{ disputeId: id, audience },
			body: words.body ?? '',
			needsReply: words.needsReply === 'on',
			mentions: mentionsIn(words),
			idempotencyKey: words.idempotencyKey ?? '',
			files: await filesIn(form)
		});
		return `post_${audience}`;
	}),
	/** Nothing is written: the page comes back with the words of a prepared answer after those typed. */
	insertAnswer: async (event: RequestEvent<{ reference: string }>) => {
		const form = await formOf(event.request);
		const { insert = '', body = '', ...words } = wordsIn(form);
		const door = caller(event).desk.disputes;
		const { prepared } = await orPage(door.page({ reference: event.params.reference }));
		const chosen = prepared.list.find(({ id }) => id === insert);
		const said = words.audience === 'customer' ? chosen?.customer : chosen?.internal;
		const both = [body.trimEnd(), said].filter(Boolean).join('\n\n');
		return {
			inserted: { ...words, body: both, lostFiles: lostFiles(form) },
			hadFiles: areMissed(form)
		};
	},
	/** Nothing is sent: the page comes back with what was typed, and with the mail it would be. */
	previewPost: async (event: RequestEvent<{ reference: string }>) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		const door = caller(event).desk.disputes;
		try {
			const { id } = await door.page({ reference: event.params.reference });
			const mails = await door.previewPost({
				...{ disputeId: id, body: words.body ?? '' },
				needsReply: words.needsReply === 'on'
			});
			const inserted = { ...words, lostFiles: lostFiles(form) };
			return { inserted, mails, hadFiles: areMissed(form) };
		} catch (thrown) {
			const values = { ...words, lostFiles: lostFiles(form), action: 'post' };
			return refuse(thrown, values, hadFiles(form));
		}
	},
	callRater: action('callRater', (door, { id }, words) =>
		door.callRater({
			disputeId: id,
			outcome: words.outcome as never,
			note: words.callNote ?? '',
			idempotencyKey: words.idempotencyKey ?? ''
		})
	),
	readReply: action('readReply', (door, { id }, words) =>
		door.readReply({ disputeId: id, why: words.readWhy ?? '', seen: seenIn(words) })
	),
	handOver: action('handOver', async (door, { id }, words, { form }) =>
		door.handOver({
			disputeId: id,
			kind: words.kind as never,
			files: await filesIn(form)
		})
	)
};
