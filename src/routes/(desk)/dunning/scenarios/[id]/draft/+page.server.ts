import { redirect, type RequestEvent } from '@sveltejs/kit';
import { parseLocalDate } from '$lib/domain/calendar';
import { arrange, type Arrangement } from '$lib/domain/dunning/arrange-steps';
import { isUpsideDown } from '$lib/domain/dunning/check-scenario';
import { sampleDays } from '$lib/domain/dunning/sample-days';
import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { stepOf, typedIn, typedOf } from './step-form';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { calendar, ...page } = await orPage(
		caller(event).desk.scenarios.draft({ scenarioId: event.params.id })
	);
	const dueOn = parseLocalDate(event.url.searchParams.get('due') ?? '') ?? frame.today;
	const writing = { currency: frame.organisation.currency, language: event.locals.language };
	return {
		...page,
		dueOn,
		typed: (page.draft?.steps ?? []).map((step) => typedOf(step, writing)),
		days: (page.draft?.steps ?? []).map((step) =>
			isUpsideDown(step) ? null : sampleDays(step, dueOn, calendar)
		),
		done: event.url.searchParams.get('done')
	};
};

type Event = RequestEvent<{ id: string }>;

export const actions = {
	start: async (event: Event) => {
		try {
			await caller(event).desk.scenarios.startDraft({ scenarioId: event.params.id });
		} catch (thrown) {
			return refuse(thrown, { note: '', typed: null, number: 0 });
		}
		redirect(303, draftPath(event));
	},

	/** Every button of the list saves what was typed, then does its own. */
	save: async (event: Event) => {
		const form = await event.request.formData();
		const pressed = String(form.get('do') ?? 'save');
		const seen = String(form.get('seen') ?? '');
		const note = String(form.get('note') ?? '');
		try {
			await save(event, form, seen || (await newDraft(event)), pressed);
		} catch (thrown) {
			const number = Number(form.get('number'));
			return refuse(thrown, { note, typed: typedIn(form), number });
		}
		if (pressed === 'publish') return publish(event, note);
		redirect(303, `${draftPath(event)}?done=saved${anchorOf(pressed, form)}`);
	},

	discard: async (event: Event) => {
		const seen = String((await event.request.formData()).get('seen') ?? '');
		try {
			await caller(event).desk.scenarios.discardDraft({ scenarioId: event.params.id, seen });
		} catch (thrown) {
			return refuse(thrown, { note: '', typed: null, number: 0 });
		}
		redirect(303, `/dunning/scenarios/${event.params.id}?done=discarded`);
	}
};

/** The draft was published or discarded while somebody typed: the typed steps go into another one. */
async function newDraft(event: Event): Promise<string> {
	const { scenarios } = caller(event).desk;
	const scenarioId = event.params.id;
	await scenarios.startDraft({ scenarioId });
	return (await scenarios.draft({ scenarioId })).draft?.seen ?? '';
}

const draftPath = ({ params }: Event): string => `/dunning/scenarios/${params.id}/draft`;

async function save(event: Event, form: FormData, seen: string, pressed: string): Promise<void> {
	const { scenarios, settings } = caller(event).desk;
	const { organisation } = await settings.frame();
	const writing = { currency: organisation.currency, language: event.locals.language };
	const steps = typedIn(form).map((typed, at) => stepOf(typed, at, writing));
	const scenarioId = event.params.id;
	const { keys } = await scenarios.draft({ scenarioId });
	await scenarios.saveDraft({ scenarioId, seen, steps: arranged(steps, pressed, keys) as never });
}

function arranged(steps: DraftStep[], pressed: string, keys: string[]): DraftStep[] {
	const what = arrangementIn(pressed);
	return what ? arrange(steps, what, keys) : steps;
}

/** `up-2`, `add`… */
function arrangementIn(pressed: string): Arrangement | null {
	const [kind, at] = pressed.split('-');
	if (kind === 'add') return { kind };
	if (kind === 'up' || kind === 'down' || kind === 'duplicate' || kind === 'remove')
		return { kind, at: Number(at) };
	return null;
}

/** Back to the step that was touched. */
function anchorOf(pressed: string, form: FormData): string {
	const what = arrangementIn(pressed);
	if (!what) return '';
	if (what.kind === 'add') return `#step-${form.getAll('key').length}`;
	const moved = { up: -1, down: 1, duplicate: 1, remove: 0 }[what.kind];
	return `#step-${Math.max(0, what.at + moved)}`;
}

/** The steps are saved by now; the note of the version comes back to its field when that is refused. */
async function publish(event: Event, note: string) {
	const { scenarios } = caller(event).desk;
	const scenarioId = event.params.id;
	try {
		const { draft } = await scenarios.draft({ scenarioId });
		await scenarios.publish({ scenarioId, seen: draft?.seen ?? '', note });
	} catch (thrown) {
		return refuse(thrown, { note, typed: null, number: 0 });
	}
	redirect(303, `/dunning/scenarios/${scenarioId}?done=published`);
}
