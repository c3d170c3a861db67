import { asksAmount } from '$lib/domain/disputes/resolution';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { refuseAll } from '$lib/domain/errors';
import { answerApproval } from './answer-approval';
import { action, amountIn, seenIn } from './case-action';
import { missingInDecision } from './missing-in-decision';
import { atItsLine, tasksIn } from './task-actions';

export const decisionActions = {
	decide: action('decide', async (door, { id, claimed }, words, { language }) => {
		refuseAll(missingInDecision(words, { currency: claimed.currency, language }));
		const [verdict, outcome] = [words.verdict as Verdict, words.outcome as Outcome];
		const said = {
			disputeId: id,
			verdict,
			outcome,
			acceptedMinor: asksAmount(verdict, outcome)
				? amountIn(words.amount, claimed.currency, language)
				: undefined,
			explanation: words.explanation ?? '',
			tasks: tasksIn(words),
			seen: seenIn(words)
		};
		const { isDecided } = await door.decide(said).catch(atItsLine(words));
		return isDecided ? 'decide' : 'approvalAsked';
	}),
	answerApproval: action('answerApproval', (door, { id, approval }, words, { language }) => {
		const { currency = '' } = approval.waiting?.amount ?? {};
		return answerApproval(door, { disputeId: id, currency }, words, language);
	}),
	replyToApprover: action('replyToApprover', (door, { id }, words) =>
		door.replyToApprover({
			disputeId: id,
			requestId: words.requestId ?? '',
			note: words.note ?? '',
			seen: seenIn(words)
		})
	),
	withdrawRequest: action('withdrawRequest', (door, { id }, words) =>
		door.withdrawRequest({
			disputeId: id,
			requestId: words.requestId ?? '',
			seen: seenIn(words)
		})
	),
	resolve: action('resolve', (door, { id }, words) =>
		door.resolve({
			disputeId: id,
			creditNoteNumber: words.creditNoteNumber ?? '',
			seen: seenIn(words)
		})
	)
};
