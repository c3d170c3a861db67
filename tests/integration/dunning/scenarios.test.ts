import { render } from 'svelte/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { USUAL } from '$lib/domain/dunning/scenario-steps.testing';
import type { DraftStep } from '$lib/domain/dunning/step-schema';
import { unitOfWork } from '$lib/server/db/client';
import { scenariosInForce } from '$lib/server/dunning/scenarios-in-force';
import Usage from '../../../src/routes/(desk)/dunning/scenarios/[id]/Usage.svelte';
import { asOwner, useDatabase } from '../../support/database';
import { buildCustomer } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld } from '../../support/world';

useDatabase();
let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
	world = await buildWorld();
});

const door = (of = world.ours, role: 'collector' | 'admin' | 'executive' = 'collector') =>
	callerFor(of.desk[role]).desk.scenarios;
const later = (days: number): DraftStep[] =>
	USUAL.map((step) =>
		step.key === 'reminder' ? { ...step, opensDays: days, closesDays: days + 9 } : { ...step }
	);
const save = async (scenarioId: string, steps: DraftStep[]) => {
	const { draft } = await door().draft({ scenarioId });
	await door().saveDraft({ scenarioId, seen: draft!.seen, steps: steps as never });
};
const publish = async (scenarioId: string, note = '') => {
	const { draft } = await door().draft({ scenarioId });
	await door().publish({ scenarioId, seen: draft!.seen, note });
};
/** A scenario with one published version. */
const made = async (name: string) => {
	const { scenarioId } = await door().create({ name, like: 'usual' });
	await publish(scenarioId);
	return scenarioId;
};

describe('versions', () => {
	test('are numbered, tell who published what, and the last published one is in force', async () => {
		const scenarioId = await made('Export');
		await door().startDraft({ scenarioId });
		await save(scenarioId, later(12));
		expect((await door().page({ scenarioId })).versions.map(({ number }) => number)).toEqual([1]);
		await publish(scenarioId, 'Plus de temps');
		const { versions, draft, events } = await door().page({ scenarioId });
		expect(versions).toMatchObject([
			{ number: 2, note: 'Plus de temps', publishedBy: 'collector m' },
			{ number: 1, note: '' }
		]);
		expect(versions[0]!.steps.find(({ key }) => key === 'reminder')).toMatchObject({
			opensDays: 12
		});
		expect(versions[1]!.steps.find(({ key }) => key === 'reminder')).toMatchObject({
			opensDays: 10
		});
		expect(draft).toBeNull();
		expect(events.map(({ action }) => action)).toEqual([
			'scenario.published',
			'scenario.draft_saved',
			'scenario.draft_started',
			'scenario.published',
			'scenario.created'
		]);
	});

	test('that are published change for nobody, not even for the owner of the table', async () => {
		await made('Figé');
		const touch = (sql: string) => asOwner(sql);
		for (const sql of [
			`update step set key = key || 'x'`,
			`delete from step`,
			`update scenario_version set note = 'x' where published_at is not null`
		])
			await expect(touch(sql)).rejects.toThrow('a published version does not change');
	});

	test('are not published with an error in them', async () => {
		const { scenarioId } = await door().create({ name: 'Vide', like: 'empty' });
		await expect(publish(scenarioId)).rejects.toThrow('scenario_not_ready');
		expect((await door().page({ scenarioId })).versions).toEqual([]);
		await expect(door().chooseForEverybody({ scenarioId })).rejects.toThrow(
			'scenario_not_published'
		);
	});
});

describe('a template that is not there', () => {
	test('keeps a draft from being published, and shows on what is in force', async () => {
		const templates = callerFor(world.ours.desk.admin).desk.templates;
		const { key } = await templates.create({ name: 'À nous' });
		const setAside = (at: string | null) =>
			asOwner('update template set archived_at = $1 where key = $2', [at, key]);
		const steps = USUAL.map((step, at) => ({ ...step, ...(at === 0 && { template: key }) }));
		const { scenarioId } = await door().create({ name: 'Les nôtres', like: 'usual' });
		await save(scenarioId, steps);
		await setAside('2026-03-01');
		await expect(publish(scenarioId)).rejects.toThrow('scenario_not_ready');
		await setAside(null);
		await publish(scenarioId);
		expect((await door().page({ scenarioId })).broken).toEqual([]);
		await setAside('2026-03-01');
		expect((await door().page({ scenarioId })).broken).toEqual([{ code: 'no_template', at: 0 }]);
	});
});

describe('two people on one draft', () => {
	test('do not overwrite one another', async () => {
		const scenarioId = await made('À deux');
		await door().startDraft({ scenarioId });
		await expect(door().startDraft({ scenarioId })).rejects.toThrow('scenario_draft_exists');
		const { draft } = await door().draft({ scenarioId });
		const both = await Promise.allSettled(
			[12, 14].map((days) =>
				door().saveDraft({ scenarioId, seen: draft!.seen, steps: later(days) as never })
			)
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(door().publish({ scenarioId, seen: draft!.seen, note: '' })).rejects.toThrow(
			'conflict'
		);
		await expect(door().discardDraft({ scenarioId, seen: draft!.seen })).rejects.toThrow(
			'conflict'
		);
		const { draft: now } = await door().draft({ scenarioId });
		await door().discardDraft({ scenarioId, seen: now!.seen });
		expect((await door().draft({ scenarioId })).draft).toBeNull();
	});
});

describe('the choice', () => {
	test('is that of the customer, else of his group, else the default', async () => {
		const { inside } = world.ours;
		const customer = await buildCustomer(inside, { customerGroup: 'Grands comptes' });
		const customerId = customer.id;
		const [forGroup, forOne] = [await made('Grands comptes'), await made('Seul')];
		const followed = async () => {
			const { scenario, because } = await door().ofCustomer({ customerId });
			// What the page says is what the engine does.
			const engine = await unitOfWork(inside, scenariosInForce);
			expect(engine.scenarioOf({ customerId, group: 'Grands comptes' })).toBe(scenario?.id);
			return [scenario?.name, because];
		};
		expect(await followed()).toEqual(['Standard', 'default']);
		await door().chooseForGroup({ group: 'Grands comptes', scenarioId: forGroup });
		expect(await followed()).toEqual(['Grands comptes', 'group']);
		const group = 'Grands comptes';
		await door().chooseForCustomer({ customerId, scenarioId: forOne, group });
		expect(await followed()).toEqual(['Seul', 'own']);
		const usage = async (scenarioId: string) => (await door().page({ scenarioId })).usage;
		expect(await usage(forOne)).toMatchObject({ customers: 1, own: [{ code: customer.code }] });
		expect(await usage(forGroup)).toMatchObject({ customers: 0, groups: [{ group }] });
		for (const scenarioId of [forGroup, forOne])
			await expect(door().archive({ scenarioId, archived: true })).rejects.toThrow(
				'scenario_in_use'
			);
		await door().chooseForCustomer({ customerId, scenarioId: null, group });
		await door().chooseForGroup({ group, scenarioId: null });
		expect(await followed()).toEqual(['Standard', 'default']);
		await door().archive({ scenarioId: forGroup, archived: true });
		await expect(door().chooseForGroup({ group, scenarioId: forGroup })).rejects.toThrow(
			'not_found'
		);
	});

	test('of everybody counts each customer of the organisation once, and of no other', async () => {
		const lines = await door(world.other).list();
		expect(lines).toMatchObject([{ name: 'Standard', usage: { customers: 2, isDefault: true } }]);
	});
});

describe('a file', () => {
	test('brings a scenario to another organisation as a draft', async () => {
		const { text } = await door().exportFile({ scenarioId: await made('Voyage') });
		const { scenarioId } = await door(world.other).importFile({ text });
		const { versions, name, draft } = await door(world.other).page({ scenarioId });
		expect([name, versions, draft?.number]).toEqual(['Voyage', [], 1]);
		expect((await door(world.other).exportFile({ scenarioId })).text).toBe(text);
	});
});

test('a name is borne once: refused when typed, numbered when it comes with a file', async () => {
	const scenarioId = await made('Unique');
	const { text } = await door().exportFile({ scenarioId });
	const numbered = { isRenamed: true, name: 'Unique (2)' };
	expect(await door().importFile({ text })).toMatchObject(numbered);
	expect(await door(world.other).importFile({ text })).toMatchObject({ name: 'Unique' });
	await expect(made('unique ')).rejects.toThrow('name_taken');
	await expect(door().rename({ scenarioId, name: 'Unique (2)' })).rejects.toThrow('name_taken');
	await door().rename({ scenarioId, name: 'UNIQUE' });
});

test('whoever only reads changes nothing, and nobody reads what is not theirs', async () => {
	const scenarioId = await made('À lire');
	const reader = door(world.ours, 'executive');
	expect((await reader.page({ scenarioId })).name).toBe('À lire');
	await expect(reader.rename({ scenarioId, name: 'x' })).rejects.toThrow('not_allowed');
	await expect(door(world.other).page({ scenarioId })).rejects.toThrow('not_found');
});

test('before it becomes the default, a scenario tells how many customers move, and that is how many do', async () => {
	const scenarioId = await made('Pour tous');
	const { byDefault, usage } = await door().page({ scenarioId });
	expect(usage.isDefault).toBe(false);
	expect(byDefault).toBeGreaterThan(0);
	const { body } = render(Usage, {
		props: { scenario: await door().page({ scenarioId }), mayEdit: true }
	});
	expect(body).toMatch(new RegExp(`<details[^]*everybody[^]*: ${byDefault}\\.`));
	await door().chooseForEverybody({ scenarioId });
	const after = await door().page({ scenarioId });
	expect(after.usage).toMatchObject({ isDefault: true, customers: usage.customers + byDefault });
});
