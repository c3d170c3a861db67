import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError, refuseAll } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { actionsOf } from '../../page-action';

export const load = async (event) => ({
	policy: await orPage(caller(event).desk.links.policy()),
	done: event.url.searchParams.get('done'),
	count: Number(event.url.searchParams.get('count') ?? 0)
});

/** Nothing typed is no number, rather than nought. */
const numberIn = (typed = ''): number => (typed.trim() === '' ? NaN : Number(typed));

/** Closing doors is asked for twice. @returns how many closed */
const revoking = (name: 'revokeOne' | 'revokeAll') => async (event: RequestEvent) => {
	const words = wordsIn(await event.request.formData());
	let count: number;
	try {
		const sure = `${name}-sure`;
		if (words[sure] !== 'on') throw new AppError('not_confirmed', {}, sure);
		const code = name === 'revokeOne' ? (words.code ?? '') : null;
		({ count } = await caller(event).desk.links.revoke({ code }));
	} catch (thrown) {
		return refuse(thrown, { ...words, action: name });
	}
	redirect(303, `/settings/links?done=revoke&count=${count}`);
};

/** A currency without an amount has no limit. */
const signIn = async (event: RequestEvent) => {
	const words = wordsIn(await event.request.formData());
	try {
		await caller(event).desk.links.changeSignIn(limitsIn(words, event.locals.language));
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'signIn' });
	}
	redirect(303, '/settings/links?done=signIn');
};

const LIMIT = 'above-';

/** @throws every amount that cannot be read, at once */
function limitsIn(words: Record<string, string>, language: Language): Record<string, bigint> {
	const read = Object.entries(words)
		.filter(([name, value]) => name.startsWith(LIMIT) && value.trim())
		.map(([name, value]) => {
			const currency = name.slice(LIMIT.length);
			return { name, currency, minor: readAmount(value, currency, language) };
		});
	const faults = read.filter(({ minor }) => minor === null || minor < 0n);
	refuseAll(faults.map(({ name }) => new AppError('amount_invalid', {}, name)));
	return Object.fromEntries(read.map(({ currency, minor }) => [currency, minor!]));
}

export const actions = {
	signIn,
	...actionsOf('/settings/links', {
		policy: (door, { portalDays, resolverDays }) =>
			door.links.change({
				portalDays: numberIn(portalDays),
				resolverDays: numberIn(resolverDays)
			})
	}),
	revokeOne: revoking('revokeOne'),
	revokeAll: revoking('revokeAll')
};
