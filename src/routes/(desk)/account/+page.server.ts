import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { AlertTime } from '$lib/domain/users/alerts';
import type { Language } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';
import { actionsOf } from '../page-action';

export const load = async (event) => ({
	...(await orPage(caller(event).desk.account.show())),
	done: event.url.searchParams.get('done')
});

const secretIn = ({ current = '' }: Record<string, string>) => ({ current });
type Door = ReturnType<typeof caller>['desk']['account'];

/** Recovery codes are in the answer itself, for the only time: no page to come back to. */
const shown =
	(name: string, work: (door: Door, words: Record<string, string>) => Promise<string[]>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			return { codes: await work(caller(event).desk.account, words) };
		} catch (thrown) {
			return refuse(thrown, { action: name });
		}
	};

/** A refused password is typed again: none is ever written into a page. */
const kept =
	(name: string, work: (door: Door, words: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await event.request.formData());
		try {
			await work(caller(event).desk.account, words);
		} catch (thrown) {
			return refuse(thrown, { action: name });
		}
		redirect(303, `/account?done=${name}`);
	};

export const actions = {
	...actionsOf('/account', {
		endOthers: (door) => door.account.endOtherSessions(),
		changeAlerts: (door, { alerts }) => door.account.changeAlerts({ alerts: alerts as AlertTime }),
		forgetProposal: (door) => door.account.forgetProposal()
	}),
	changeLanguage: async (event) => {
		const { language } = wordsIn(await event.request.formData());
		try {
			await caller(event).desk.account.changeLanguage({ language: language as Language });
		} catch (thrown) {
			return refuse(thrown, { action: 'changeLanguage' });
		}
		// What was chosen on this device would win over it.
		event.cookies.delete('lang', { path: '/' });
		redirect(303, '/account?done=changeLanguage');
	},
	changePassword: kept('changePassword', (door, { password = '', ...words }) =>
		door.changePassword({ ...secretIn(words), password })
	),
	beginFactor: kept('beginFactor', (door, words) => door.beginFactor(secretIn(words))),
	removeFactor: kept('removeFactor', (door, words) => door.removeFactor(secretIn(words))),
	confirmFactor: shown('confirmFactor', (door, { code = '' }) => door.confirmFactor({ code })),
	renewCodes: shown('renewCodes', (door, words) => door.renewCodes(secretIn(words)))
};
