import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import StepAxis from '$lib/components/scenarios/StepAxis.svelte';
import { USUAL } from '$lib/domain/dunning/scenario-steps.testing';
import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { actions } from '../../../src/routes/(desk)/dunning/scenarios/[id]/draft/+page.server';
import { typedOf } from '../../../src/routes/(desk)/dunning/scenarios/[id]/draft/step-form';
import { useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';

useDatabase();

/** The third step opens before the due date and closes further from it. */
const IMPOSSIBLE: DraftStep[] = USUAL.map((step, at) =>
	at === 2 ? { ...step, opensDays: 20, closesDays: 3 } : step
);

function formOf(steps: readonly DraftStep[], fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [at, step] of steps.entries()) {
		const { key, ...typed } = typedOf(step, { currency: 'EUR', language: 'fr' });
		form.append('key', key);
		for (const [name, value] of Object.entries(typed))
			for (const each of [value].flat())
				if (each !== false) form.append(`${name}-${at}`, String(each));
	}
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

test('the note of a version comes back to its field when publishing is refused', async () => {
	const inside = await buildOrganisation();
	const scope = deskScopeOf(await buildUser(inside, { role: 'collector' }), inside);
	const { scenarios } = callerFor(scope).desk;
	const { scenarioId } = await scenarios.create({ name: 'Export', like: 'usual' });
	const { draft } = await scenarios.draft({ scenarioId });
	const note = 'Moins de relances en août';
	const body = formOf(IMPOSSIBLE, { do: 'publish', seen: draft!.seen, number: '1', note });
	const url = new URL(`http://localhost/dunning/scenarios/${scenarioId}/draft?/save`);
	const answer = await actions.save({
		request: new Request(url, { method: 'POST', body }),
		url,
		params: { id: scenarioId },
		locals: { scope, requestId: 'test', language: 'fr' }
	} as unknown as RequestEvent<{ id: string }>);
	expect((answer as ActionFailure<object>).data).toMatchObject({
		refusal: { code: 'scenario_not_ready' },
		values: { note, typed: null }
	});
	const kept = (await scenarios.draft({ scenarioId })).draft!;
	expect(kept.steps[2]).toMatchObject({ opensDays: 20, closesDays: 3 });
});

test('the axis of a scenario keeps the numbers of its list', () => {
	const { body } = render(StepAxis, { props: { steps: IMPOSSIBLE } });
	const numbers = [...body.matchAll(/<span class="bar[^>]*>(\d+)</g)].map(([, number]) =>
		Number(number)
	);
	expect(numbers).toEqual(USUAL.map((_, at) => at + 1).filter((number) => number !== 3));
});
