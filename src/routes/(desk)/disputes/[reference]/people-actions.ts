import { asLanguage } from '$lib/i18n/language';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { answerIn } from '../../../sent-answer';
import { orNone } from '../../form';
import { action, seenIn } from './case-action';

export const peopleActions = {
	assign: action('assign', (door, { id }, words) =>
		door.assign({
			disputeId: id,
			userId: orNone(words.userId),
			resolverName: words.resolverName ?? '',
			resolverEmail: (words.resolverEmail ?? '').trim(),
			question: words.question ?? '',
			reasonCode: orNone(words.reasonCode),
			seen: seenIn(words)
		})
	),
	answer: action('answer', (door, { id, claimed }, words, { language }) =>
		door.answer({
			disputeId: id,
			...answerIn(words, { currency: claimed.currency, language })
		})
	),
	removeParticipant: action('removeParticipant', (door, { id }, words) =>
		door.removeParticipant({ disputeId: id, userId: words.userId ?? '' })
	),
	follow: action('follow', (door, { id }, words) =>
		door.follow({
			disputeId: id,
			name: words.name ?? '',
			email: (words.email ?? '').trim(),
			language: asLanguage(words.language) ?? getLocale()
		})
	),
	unfollow: action('unfollow', (door, { id }, words) =>
		door.unfollow({ disputeId: id, followerId: words.followerId ?? '' })
	)
};
