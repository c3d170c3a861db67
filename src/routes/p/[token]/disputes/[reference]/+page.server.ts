import { redirect, type ActionFailure } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { asLanguage } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { isActive } from '$lib/domain/disputes/lifecycle';
import { portalFilesIn, wordsIn } from '../../../../sent-form';
import type { Problem } from '../incoming';
import { againWithFiles, refusedWithFiles, type KeptFile } from '../kept-files';
import { portalForm } from '../../who-acts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SAID = [
	'sent',
	'amended',
	'same',
	'replied',
	'withdrawn',
	'following',
	'joined',
	'unfollowed'
] as const;

export const load: PageServerLoad = async (event) => {
	const { reference } = event.params;
	const { portal } = caller(event);
	const found = await orPage(portal.disputes.show({ reference }));
	const isOpen = isActive(found.status);
	const isLeft = !isOpen && found.stillDue.minor > 0n;
	/** Of a case that is over, what was said is read; a decision may still be answered. */
	const isOver = !isOpen && found.status !== 'resolved';
	return {
		typedIn: [...(isOver ? [] : [typedAt('reply')]), ...(isOpen ? [typedAt('follow')] : [])],
		found,
		/** What he is reminded of meanwhile: whoever is left alone reads nothing of reminders. */
		reminded: isLeft ? await portal.reminders.ofCase({ reference }) : null,
		isOver,
		key: uuidv7(),
		said: saidIn(event.url, found.isNew)
	};
};

/** A page that is opened again, days later, sent nothing. */
function saidIn({ searchParams }: URL, isNew: boolean) {
	const said = SAID.find((what) => searchParams.has(what)) ?? null;
	return said === 'sent' && !isNew ? null : said;
}

const typedAt = (id: Typed['at']) => ({ id, action: 'language' });

/** What was typed, and in which of the forms. */
interface Typed {
	at: 'reply' | 'follow' | 'other';
	body: string;
	name: string;
	email: string;
	language: string;
}

interface Files {
	kept: KeptFile[];
}

type Door = ReturnType<typeof caller>['portal']['disputes'];
interface Sent {
	door: Door;
	reference: string;
	words: Record<string, string>;
	form: FormData;
}

/** One press of a button: one procedure, then the page again; a refusal keeps every word. */
const action =
	(at: Typed['at'], then: string, work: (sent: Sent) => Promise<unknown>) =>
	async (
		event: RequestEvent
	): Promise<ActionFailure<{ problem: Problem; values: Typed & Files }> | undefined> => {
		const form = await portalForm(event);
		const words = wordsIn(form);
		let { reference } = event.params;
		try {
			const goesOn = await work({ door: caller(event).portal.disputes, reference, words, form });
			// What was said about a double is read in the case it goes on in.
			if (typeof goesOn === 'string') reference = goesOn;
		} catch (thrown) {
			return refusedWithFiles(event, thrown, { form, values: typedIn(at, words) });
		}
		redirect(303, `/p/${event.params.token}/disputes/${reference}?${then}`);
	};

const typedIn = (at: Typed['at'], words: Record<string, string>): Typed => ({
	at,
	body: words.body ?? '',
	name: words.name ?? '',
	email: words.email ?? '',
	language: words.language ?? ''
});

const seenIn = ({ seen }: Record<string, string>): string | undefined => seen || undefined;

export const actions: Actions = {
	/** Shown again in the language that was asked for; nothing is sent. */
	language: async (event) => {
		const form = await portalForm(event);
		const values = typedIn(form.has('body') ? 'reply' : 'follow', wordsIn(form));
		try {
			return await againWithFiles(event, form, values);
		} catch (thrown) {
			return refusedWithFiles(event, thrown, { form, values });
		}
	},
	reply: action('reply', 'replied#conversation', async ({ door, reference, words, form }) =>
		door.reply({
			reference,
			body: words.body ?? '',
			idempotencyKey: words.key ?? '',
			seen: seenIn(words),
			files: await portalFilesIn(form)
		})
	),
	withdraw: action('other', 'withdrawn', ({ door, reference, words }) =>
		door.withdraw({ reference, seen: seenIn(words) })
	),
	follow: action('follow', 'following#followers', ({ door, reference, words }) =>
		door.follow({
			reference,
			name: words.name ?? '',
			email: (words.email ?? '').trim(),
			language: asLanguage(words.language) ?? getLocale()
		})
	),
	followMyself: action('other', 'joined#followers', ({ door, reference }) =>
		door.followMyself({ reference })
	),
	unfollow: action('other', 'unfollowed#followers', ({ door, reference, words }) =>
		door.unfollow({ reference, followerId: words.followerId ?? '' })
	)
};
