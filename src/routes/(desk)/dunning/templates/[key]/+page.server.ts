import { byLanguage } from '$lib/domain/language';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { askedOf, customerIn, placeOf, queryOf, type Asked } from './asked';

const DONE = ['saved', 'published', 'archived', 'restored'] as const;

export const load = async (event) => {
	const { frame } = await event.parent();
	const asked = askedOf(event.url, getLocale());
	const { tone, customer } = asked;
	const page = caller(event).desk.templates.page({ key: event.params.key, tone, customer });
	return {
		template: await orPage(page),
		asked,
		done: DONE.find((one) => one === event.url.searchParams.get('done')) ?? null,
		timeZone: frame.organisation.timeZone,
		mayEdit: can(frame.user.role, 'templates.edit')
	};
};

type Event = RequestEvent<{ key: string }>;

/** All that stands on the page, whichever of its buttons was pressed. */
async function typedIn(event: Event) {
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const words = (language: string) => ({
		subject: text(`${language}-subject`),
		body: text(`${language}-body`),
		closing: text(`${language}-closing`)
	});
	const customer = customerIn(form.get('customer'));
	const asked = { ...askedOf(event.url, getLocale()), customer };
	const values = { ...byLanguage(words), seen: text('seen'), customer };
	return { values, asked, to: text('to'), archived: text('archived') };
}
type Typed = Awaited<ReturnType<typeof typedIn>>;

const save = (event: Event, { asked, values }: Typed) =>
	caller(event).desk.templates.save({ ...values, key: event.params.key, tone: asked.tone });

function show(event: Event, asked: Asked, done?: (typeof DONE)[number], hash = ''): never {
	const query = queryOf(asked) + (done ? `&done=${done}` : '');
	redirect(303, `${event.url.pathname}?${query}${hash}`);
}

/** What was typed is saved before anything else is done, and stays in the form when that is refused. */
async function savedThen(event: Event, work: (typed: Typed) => Promise<void>) {
	const typed = await typedIn(event);
	try {
		await save(event, typed);
		await work(typed);
		return { typed, refused: null };
	} catch (thrown) {
		return { typed, refused: refuse(thrown, typed.values) };
	}
}

export const actions = {
	save: async (event: Event) => {
		const { typed, refused } = await savedThen(event, async () => {});
		return refused ?? show(event, typed.asked, 'saved');
	},
	publish: async (event: Event) => {
		const { typed, refused } = await savedThen(
			event,
			async ({ asked, values: { seen: _, ...values } }) => {
				const { key } = event.params;
				await caller(event).desk.templates.publish({ ...values, key, tone: asked.tone });
			}
		);
		return refused ?? show(event, typed.asked, 'published');
	},
	/** Another tone, another preview: elsewhere on the page, with nothing left behind. */
	look: async (event: Event) => {
		const { typed, refused } = await savedThen(event, async () => {});
		if (refused) return refused;
		const { asked, hash } = placeOf(typed.to, event.url, getLocale());
		return show(event, { ...asked, customer: typed.asked.customer }, undefined, hash);
	},
	trial: async (event: Event) => {
		const { asked, values } = await typedIn(event);
		const { tone, customer, in: language } = asked;
		const trial = { key: event.params.key, tone, customer, language, typed: values };
		try {
			return { tried: await caller(event).desk.templates.trial(trial), values };
		} catch (thrown) {
			return refuse(thrown, values);
		}
	},
	archive: async (event: Event) => {
		const { typed, refused } = await savedThen(event, async ({ archived }) => {
			const order = { key: event.params.key, archived: archived === 'yes' };
			await caller(event).desk.templates.archive(order);
		});
		return refused ?? show(event, typed.asked, typed.archived === 'yes' ? 'archived' : 'restored');
	}
};
