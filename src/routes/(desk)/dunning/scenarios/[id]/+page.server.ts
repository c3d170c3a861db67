import { redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { parseLocalDate } from '$lib/domain/calendar';
import { sampleDays } from '$lib/domain/dunning/sample-days';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../../sent-form';

export const load = async (event) => {
	const { frame } = await event.parent();
	const { calendar, ...scenario } = await orPage(
		caller(event).desk.scenarios.page({ scenarioId: event.params.id })
	);
	const dueOn = parseLocalDate(event.url.searchParams.get('due') ?? '') ?? frame.today;
	const steps = scenario.versions[0]?.steps ?? [];
	return {
		scenario,
		dueOn,
		steps: steps.map((step) => ({ step, days: sampleDays(step, dueOn, calendar) })),
		mayEdit: can(frame.user.role, 'scenarios.edit'),
		done: event.url.searchParams.get('done')
	};
};

type Door = ReturnType<typeof caller>['desk']['scenarios'];
type Words = Record<string, string>;
type Event = RequestEvent<{ id: string }>;

const action =
	(done: string, work: (door: Door, scenarioId: string, words: Words) => Promise<unknown>) =>
	async (event: Event) => {
		const words = wordsIn(await event.request.formData());
		const id = event.params.id;
		try {
			await work(caller(event).desk.scenarios, id, words);
		} catch (thrown) {
			return refuse(thrown, words);
		}
		redirect(
			303,
			done ? `/dunning/scenarios/${id}?done=${done}` : `/dunning/scenarios/${id}/draft`
		);
	};

export const actions = {
	startDraft: action('', (door, scenarioId) => door.startDraft({ scenarioId })),
	rename: action('renamed', (door, scenarioId, { name = '' }) => door.rename({ scenarioId, name })),
	archive: action('archived', (door, scenarioId) => door.archive({ scenarioId, archived: true })),
	restore: action('restored', (door, scenarioId) => door.archive({ scenarioId, archived: false })),
	group: action('chosen', (door, scenarioId, { group = '' }) =>
		door.chooseForGroup({ group, scenarioId })
	),
	removeGroup: action('chosen', (door, _, { group = '' }) =>
		door.chooseForGroup({ group, scenarioId: null })
	),
	everybody: action('chosen', (door, scenarioId) => door.chooseForEverybody({ scenarioId }))
};
