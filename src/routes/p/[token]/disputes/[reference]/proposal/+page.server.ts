import { redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../../sent-form';
import { refused, shownAgain } from '../../incoming';
import { typedInLanguage } from '$lib/components/portal/other-language';
import { portalForm } from '../../../who-acts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { reference } = event.params;
	const { language } = event.locals;
	const offer = await orPage(caller(event).portal.disputes.proposal({ reference, language }));
	const isOpen = offer?.state === 'open' && !offer.answer;
	return { reference, offer, key: uuidv7(), ...(isOpen && { typedIn: { id: 'offer' } }) };
};

/** @throws verdict_required for whoever pressed Enter in a field: neither answer is taken for granted. */
function verdictIn({ verdict }: Record<string, string>): 'accepted' | 'refused' {
	if (verdict === 'accepted' || verdict === 'refused') return verdict;
	throw new AppError('verdict_required');
}

export const actions: Actions = {
	default: async (event) => {
		const form = await portalForm(event);
		const words = wordsIn(form);
		const { reference, token } = event.params;
		const values = { signedName: words.signedName ?? '', note: words.note ?? '' };
		if (typedInLanguage(form)) return shownAgain(values);
		try {
			if (!values.signedName.trim()) throw new AppError('signature_required', {}, 'signedName');
			await caller(event).portal.disputes.answerProposal({
				...values,
				reference,
				proposalId: words.proposalId ?? '',
				verdict: verdictIn(words),
				language: event.locals.language,
				shownSha256: words.shown ?? '',
				idempotencyKey: words.key ?? ''
			});
		} catch (thrown) {
			return refused(thrown, values);
		}
		redirect(303, `/p/${token}/disputes/${reference}/proposal`);
	}
};
