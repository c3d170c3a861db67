import { redirect, type RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { formOf, wordsIn } from '../../../sent-form';
import { decisionActions } from './decision-actions';
import { offerActions } from './offer-actions';
import { peopleActions } from './people-actions';
import { postponeActions } from './postpone-actions';
import { proposalOf, REJECTED } from './proposed-decision';
import { stepActions } from './step-actions';
import { talkActions } from './talk-actions';
import { taskActions } from './task-actions';

export const load = async (event) => {
	const dispute = await orPage(
		caller(event).desk.disputes.page({ reference: event.params.reference })
	);
	const answer = dispute.answerOfRound;
	/** What the answer led to was not signed: it is no proposal any more. */
	const proposing = dispute.approval.refused ? null : answer;
	const { singleKeys } = await orPage(caller(event).desk.queue.views());
	const [postponed] = await orPage(
		caller(event).desk.worklist.postponed({ disputeIds: [dispute.id] })
	);
	const wanted = event.url.searchParams.get('do');
	const mailId = event.url.searchParams.get('mail');
	const mail = mailId ? await orPage(caller(event).desk.inbound.page({ mailId })) : null;
	return {
		dispute,
		singleKeys,
		wanted,
		postponed: postponed ?? null,
		proposed:
			wanted === 'reject'
				? REJECTED
				: proposalOf(proposing, dispute.claimed, event.locals.language),
		answer: answer?.explanation ? { by: answer.signedName, words: answer.explanation } : null,
		/** Whoever wrote a mail of it: only written into the form, nobody is added by that. */
		invited: mail && { name: mail.fromName, email: mail.fromEmail },
		done: event.url.searchParams.get('done'),
		/** What a button of the mail to an approver stands for: only chosen, not done. */
		chosen: event.url.searchParams.get('approval') ?? '',
		keys: {
			customer: uuidv7(),
			internal: uuidv7(),
			answer: uuidv7(),
			offer: uuidv7(),
			call: uuidv7(),
			task: uuidv7()
		}
	};
};

export const actions = {
	...taskActions,
	...peopleActions,
	...talkActions,
	...decisionActions,
	...offerActions,
	...stepActions,
	...postponeActions,
	keys: async (event: RequestEvent<{ reference: string }>) => {
		const { singleKeys } = wordsIn(await formOf(event.request));
		try {
			await caller(event).desk.queue.prefer({ singleKeys: singleKeys === 'on' });
		} catch (thrown) {
			return refuse(thrown, { action: 'keys' });
		}
		redirect(303, `/disputes/${event.params.reference}`);
	}
};
