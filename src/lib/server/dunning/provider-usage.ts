import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { PROVIDER_CHANNELS, type ProviderChannel } from '../delivery/providers/queries';
import { stepsOfVersions } from './scenarios-in-force';
import { publishedWithNames } from './template-usage';

/** A published scenario whose steps leave through the provider of a channel. */
export interface ProviderUse {
	channel: ProviderChannel;
	scenarioId: string;
	scenarioName: string;
	steps: StepDefinition['name'][];
}

/** What would have to do without a provider, by channel and name of the scenario. */
export async function providerUsage(unit: Unit<InsideScope>): Promise<ProviderUse[]> {
	const versions = (await publishedWithNames(unit)).filter(({ archivedAt }) => archivedAt === null);
	const steps = await stepsOfVersions(
		unit,
		versions.map(({ versionId }) => versionId)
	);
	return PROVIDER_CHANNELS.flatMap((channel) =>
		versions.flatMap(({ versionId, scenarioId, scenarioName }) => {
			const theirs = (steps.get(versionId) ?? []).filter(leavesBy(channel));
			const names = theirs.map(({ name }) => name);
			return names.length ? [{ channel, scenarioId, scenarioName, steps: names }] : [];
		})
	);
}

const leavesBy =
	(channel: ProviderChannel) =>
	(step: StepDefinition): boolean =>
		step.channel === channel && !step.disabled;
