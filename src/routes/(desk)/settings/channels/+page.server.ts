import type { RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { orNone } from '../../form';

export const load = async (event) => {
	const { desk } = caller(event);
	return {
		providers: await orPage(desk.providers.list()),
		usage: await orPage(desk.scenarios.providerUsage())
	};
};

type Words = Record<string, string>;
type Door = ReturnType<typeof caller>['desk'];

/** Answers on the page itself: a secret that is shown once must not come back with an address. */
const action =
	<Done extends object>(name: string, work: (door: Door, words: Words) => Promise<Done>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			return {
				done: name,
				channel: words.channel ?? '',
				...(await work(caller(event).desk, words))
			};
		} catch (thrown) {
			const { secret = '', ...kept } = words;
			return refuse(thrown, { ...kept, action: name, hadSecret: secret && 'yes' });
		}
	};

export const actions = {
	set: action('set', async (door, { channel, url = '', secret }) => ({
		secret: (
			await door.providers.set({ channel: channel as never, url, secret: orNone(secret) ?? null })
		).secret
	})),
	// What was typed stays for the next try: a provider may refuse it, and nothing was thrown.
	try: action('try', async (door, { channel, phone = '' }) => ({
		phone,
		trial: await door.providers.try({ channel: channel as never, phone })
	})),
	disable: action('disable', async (door, { providerId = '', seen = '' }) => {
		await door.providers.disable({ providerId, seen: seen.split(' ').filter(Boolean) });
		return {};
	})
};
