import { beforeEach, expect, test } from 'vitest';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import type { InsideScope } from '$lib/server/auth/scope';
import { publishDraft } from '$lib/server/dunning/publish-draft';
import { stopUsingProvider } from '$lib/server/dunning/stop-using-provider';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	await asOwner('truncate organisation cascade');
	({ ours, other } = await buildWorld());
});

/** Texts have a provider, and a scenario that sends one is about to be published. */
async function aboutToText(company: Company) {
	const { providers, scenarios: watched } = callerFor(company.desk.admin).desk;
	const { scenarios } = callerFor(company.desk.collector).desk;
	const { providerId } = await providers.set({ channel: 'sms', url: 'https://sms.example.com/' });
	const { scenarioId } = await scenarios.create({ name: 'Par texto', like: 'usual' });
	const { draft } = await scenarios.draft({ scenarioId });
	const steps = draft!.steps.map((step) =>
		step.key === 'reminder' ? { ...step, channel: 'sms' } : step
	);
	await scenarios.saveDraft({ scenarioId, seen: draft!.seen, steps: steps as never });
	const { seen } = (await scenarios.draft({ scenarioId })).draft!;
	const publish = (unit: Unit<InsideScope>) => publishDraft(unit, { scenarioId, seen, note: '' });
	const stop = (unit: Unit<InsideScope>) => stopUsingProvider(unit, { providerId, seen: [] });
	/** Who sends texts, and which scenario counts on it. */
	const standing = async () => [
		(await providers.list()).filter(({ channel }) => channel === 'sms').length,
		(await watched.providerUsage()).flatMap((use) =>
			use.channel === 'sms' ? use.scenarioName : []
		)
	];
	return { publish, stop, standing };
}

type Work = (unit: Unit<InsideScope>) => Promise<void>;

/** The second begins before the first one is committed, and looks once it is. */
async function beside(company: Company, first: Work, second: Work): Promise<void> {
	const { collector, admin } = company.desk;
	let later: Promise<void> | undefined;
	await unitOfWork(collector, async (unit) => {
		await first(unit);
		later = unitOfWork(admin, second);
		later.catch(() => {});
		await untilSomebodyWaits();
	});
	await later;
}

test('a provider is not taken away while a scenario that counts on it is published', async () => {
	const { publish, stop, standing } = await aboutToText(ours);
	await expect(beside(ours, publish, stop)).rejects.toThrow('provider_in_use');
	expect(await standing()).toEqual([1, ['Par texto']]);
});

test('nothing that counts on a provider is published while it is taken away', async () => {
	const { publish, stop, standing } = await aboutToText(ours);
	await expect(beside(ours, stop, publish)).rejects.toThrow('scenario_not_ready');
	expect(await standing()).toEqual([0, []]);
});

test('those of another organisation do not wait', async () => {
	const [we, they] = [await aboutToText(ours), await aboutToText(other)];
	await unitOfWork(ours.desk.collector, async (unit) => {
		await we.publish(unit);
		await unitOfWork(other.desk.admin, they.stop);
	});
	expect(await they.standing()).toEqual([0, []]);
	expect(await we.standing()).toEqual([1, ['Par texto']]);
});
