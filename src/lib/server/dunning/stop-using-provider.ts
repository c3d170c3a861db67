import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disableProvider } from '../delivery/providers/disable-provider';
import { providerUsage } from './provider-usage';
import { takeMeansTurn } from './take-means-turn';

interface Decided {
	providerId: string;
	/** Published scenarios whoever decides was warned of. */
	seen: readonly string[];
}

/**
 * From now on these messages have nobody to leave by.
 * @throws not_found, provider_in_use when a scenario that sends through it was published since it was read
 */
export async function stopUsingProvider(
	unit: Unit<InsideScope>,
	{ providerId, seen }: Decided
): Promise<void> {
	await takeMeansTurn(unit);
	const channel = await disableProvider(unit, providerId);
	const unread = (await providerUsage(unit)).filter(
		(use) => use.channel === channel && !seen.includes(use.scenarioId)
	);
	const scenarios = unread.map(({ scenarioName }) => scenarioName).join(', ');
	if (unread.length > 0) throw new AppError('provider_in_use', { scenarios });
}
