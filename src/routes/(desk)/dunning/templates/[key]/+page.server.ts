import type { RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { askedOf } from './asked';

export const load = async (event) => {
	const { frame } = await event.parent();
	const asked = askedOf(event.url, getLocale());
	const { tone, customer } = asked;
	const page = caller(event).desk.templates.page({ key: event.params.key, tone, customer });
	return {
		template: await orPage(page),
		asked,
		timeZone: frame.organisation.timeZone,
		mayEdit: can(frame.user.role, 'templates.edit')
	};
};

type Event = RequestEvent<{ key: string }>;

async function typedIn(event: Event) {
	const form = await event.request.formData();
	const words = (language: string) => {
		const text = (name: string) => String(form.get(`${language}-${name}`) ?? '');
		return { subject: text('subject'), body: text('body'), closing: text('closing') };
	};
	return { fr: words('fr'), en: words('en'), seen: String(form.get('seen') ?? '') };
}

const savedBy = (publish: boolean) => async (event: Event) => {
	const { seen, ...typed } = await typedIn(event);
	const { tone } = askedOf(event.url, getLocale());
	const words = { key: event.params.key, tone, ...typed };
	try {
		// On its own: what was typed stays when publishing is refused.
		await caller(event).desk.templates.save({ ...words, seen });
		if (publish) await caller(event).desk.templates.publish(words);
		return { did: publish ? ('published' as const) : ('saved' as const) };
	} catch (thrown) {
		return refuse(thrown, typed);
	}
};

export const actions = {
	save: savedBy(false),
	publish: savedBy(true),
	trial: async (event: Event) => {
		const { tone, customer, in: language } = askedOf(event.url, getLocale());
		const { seen: _seen, ...typed } = await typedIn(event);
		const trial = { key: event.params.key, tone, customer, language, typed };
		try {
			return { tried: await caller(event).desk.templates.trial(trial), values: typed };
		} catch (thrown) {
			return refuse(thrown, typed);
		}
	},
	archive: async (event: Event) => {
		const archived = (await event.request.formData()).get('archived') === 'yes';
		try {
			await caller(event).desk.templates.archive({ key: event.params.key, archived });
			return { did: archived ? ('archived' as const) : ('restored' as const) };
		} catch (thrown) {
			return refuse(thrown, null);
		}
	}
};
