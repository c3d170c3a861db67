import { redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { HAND_TO_ADDRESS } from '$lib/domain/disputes/hand-to';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { refuseLink } from '../../refuse-link';
import { filesIn, formOf, hadFiles, wordsIn } from '../../sent-form';

export const load = async (event) => {
	if (event.locals.scope?.audience !== 'resolver')
		await refuseLink(event, event.params.token, 'resolver');
	const door = caller(event).resolver.disputes;
	const { searchParams } = event.url;
	const answered = searchParams.get('answered');
	const about = await orPage(door.page());
	const isDone = answered !== null || about.answers.length > 0 || !about.canAnswer;
	return {
		case: about,
		key: uuidv7(),
		answered,
		asked: {
			mailed: searchParams.get('mailed'),
			enough: searchParams.get('enough'),
			over: searchParams.get('over')
		},
		waiting: isDone ? await orPage(door.waiting()) : []
	};
};

export const actions = {
	default: async (event) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		try {
			const door = caller(event).resolver.disputes;
			const { claimed } = await door.page();
			if (!words.verdict) throw new AppError('verdict_required', {}, 'verdict');
			if (!words.signedName?.trim()) throw new AppError('name_required', {}, 'signedName');
			refuseNobody(words);
			await door.answer({
				verdict: words.verdict as never,
				acceptedMinor:
					words.verdict === 'partly'
						? amountIn(words.amount, claimed.currency, event.locals.language)
						: undefined,
				explanation: words.explanation ?? '',
				handOver: (words.verdict === 'need_information' ? words.need : words.handOver) ?? '',
				handTo: words.handTo || HAND_TO_ADDRESS,
				askTo: words.askTo ?? '',
				asks: (words.asks ?? 'house') as never,
				colleague: words.colleague ?? '',
				signedName: words.signedName ?? '',
				idempotencyKey: words.idempotencyKey ?? '',
				files: await filesIn(form)
			});
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'answer' }, hadFiles(form));
		}
		redirect(303, `?answered=${encodeURIComponent(words.verdict!)}`);
	}
};

/** An address typed before another choice was made is hidden with it: where there is a list, it has to say so. */
function refuseNobody({ verdict, handTo, handOver }: Record<string, string>): void {
	if (verdict === 'not_for_me' && !(handTo ?? handOver))
		throw new AppError('required', {}, 'handTo');
}

function amountIn(text: string | undefined, currency: string, language: Language): bigint {
	const minor = readAmount(text ?? '', currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'acceptedMinor');
	return minor;
}
