import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { orNone } from '../../form';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.settings.approvals())),
	done: event.url.searchParams.get('done')
});

type Words = Record<string, string>;

type Settings = ReturnType<typeof caller>['desk']['settings'];

/** One amount of the house: the field has the name of the action; empty is none. */
const limit =
	(name: string, change: (settings: Settings, minor: bigint) => Promise<void>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			const { settings } = caller(event).desk;
			const { currency } = await settings.approvals();
			const minor = readAmount(words[name]?.trim() || '0', currency, event.locals.language);
			if (minor === null || minor < 0n) throw new AppError('amount_invalid', {}, name);
			await change(settings, minor);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/settings/approvals?done=${name}`);
	};

export const actions = {
	rules: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			const { desk } = caller(event);
			const { currency } = await desk.settings.approvals();
			await desk.settings.changeApprovalRules({
				seen: words.seen ?? '',
				anyAmountAlone: words.anyAmountAlone === 'on',
				rules: rulesIn(words, currency, event.locals.language)
			});
		} catch (thrown) {
			return refuse(thrown, { ...words, action: 'approvals' });
		}
		redirect(303, '/settings/approvals?done');
	},
	residual: limit('residual', (settings, residualMinor) =>
		settings.changeResidualLimit({ residualMinor })
	),
	signMany: limit('signMany', (settings, signManyMinor) =>
		settings.changeSignManyLimit({ signManyMinor })
	)
};

/** Every row as it stands; one without an amount is no rule. */
function rulesIn(words: Words, currency: string, language: Language) {
	const count = Object.keys(words).filter((name) => name.startsWith('above-')).length;
	return Array.from({ length: count }, (_, place) => ({
		category: (orNone(words[`category-${place}`]) ?? null) as never,
		claimType: (orNone(words[`claimType-${place}`]) ?? null) as never,
		aboveMinor: amountAt(words, place, currency, language),
		approverId: orNone(words[`approver-${place}`]) ?? null
	}));
}

function amountAt(words: Words, place: number, currency: string, language: Language) {
	const name = `above-${place}`;
	if (!words[name]?.trim()) return null;
	const minor = readAmount(words[name], currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, name);
	return minor;
}
