import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { refused } from '../disputes/incoming';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SAID = ['on', 'off', 'none'] as const;

/** The case somebody came from, when it looks like one: the way back leads there. */
const caseIn = (url: URL): string | null =>
	/^[\w-]{1,40}$/.exec(url.searchParams.get('case') ?? '')?.[0] ?? null;

export const load: PageServerLoad = async (event) => ({
	...(await orPage(caller(event).portal.devices.page())),
	from: caseIn(event.url),
	said: SAID.find((what) => event.url.searchParams.has(what)) ?? null
});

type Door = ReturnType<typeof caller>['portal']['devices'];

const action =
	(
		then: (typeof SAID)[number],
		work: (door: Door, words: Record<string, string>) => Promise<void>
	) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			await work(caller(event).portal.devices, words);
		} catch (thrown) {
			return refused(thrown, {});
		}
		const from = caseIn(event.url);
		redirect(303, `?${then}${from ? `&case=${from}` : ''}`);
	};

export const actions: Actions = {
	on: action('on', (door, { endpoint = '', p256dh = '', auth = '' }) =>
		door.turnOn({ endpoint, p256dh, auth })
	),
	off: action('off', (door, { endpoint = '' }) => door.turnOff({ endpoint })),
	none: action('none', (door) => door.turnOff({ endpoint: null }))
};
