import { redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';

export const load = async (event) => {
	const { frame } = await event.parent();
	return {
		rates: await orPage(caller(event).desk.lateCharges.rates()),
		mayEdit: can(frame.user.role, 'settings.manage'),
		currency: frame.organisation.currency,
		/** Null before anything was saved; empty, or what is to be said about the rate. */
		done: event.url.searchParams.get('done')
	};
};

/** Saved all the same: whoever agreed on it decides. */
async function warningAbout(desk: Desk, rateId: string): Promise<'' | 'below' | 'unknown' | 'fee'> {
	const { agreed } = await desk.lateCharges.rates();
	const rate = agreed.find(({ id }) => id === rateId);
	if (rate?.feeBelow) return 'fee';
	const floor = rate?.floor;
	if (floor?.below) return 'below';
	return floor?.unknownOn ? 'unknown' : '';
}

/** In basis points: nothing above the whole sum a year. */
const isRate = (value: bigint): boolean => value >= 0n && value <= 10_000n;

type Desk = ReturnType<typeof caller>['desk'];

export const actions = {
	add: async (event) => {
		const words = wordsIn(await event.request.formData());
		let done: string;
		try {
			const desk = caller(event).desk;
			const { organisation } = await desk.settings.frame();
			// A percentage with two decimals reads like an amount: 12,15 → 1,215 basis points.
			const interest = words.kind === 'interest';
			const currency = interest ? 'EUR' : organisation.currency;
			const value = readAmount(words.value ?? '', currency, event.locals.language);
			if (value === null || (interest && !isRate(value)))
				throw new AppError(interest ? 'rate_invalid' : 'amount_invalid', {}, 'value');
			const common = { fromOn: words.fromOn ?? '', source: words.source ?? '' };
			const id = await desk.lateCharges.addRate(
				interest
					? { ...common, kind: 'interest', basisPoints: Number(value) }
					: { ...common, kind: 'fixed_fee', amountMinor: value, currency }
			);
			done = await warningAbout(desk, id);
		} catch (thrown) {
			return refuse(thrown, words);
		}
		redirect(303, `/dunning/rates?done=${done}`);
	},
	remove: async (event) => {
		const words = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.lateCharges.removeRate({ rateId: words.rateId ?? '' });
		} catch (thrown) {
			return refuse(thrown, words);
		}
		redirect(303, '/dunning/rates?done=');
	}
};
