import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
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

export const actions = {
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
