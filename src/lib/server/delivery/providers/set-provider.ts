import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import { seal } from '../../auth/seal';
import type { Unit } from '../../db/client';
import { provider, type ProviderChannel } from '../../db/schema/providers';
import { letLeave } from '../hold-back';
import { disableProvider } from './disable-provider';
import { providersInUse, sealedFor, wayOf } from './queries';
import { problemOfUrl } from './target';

export interface NewProvider {
	channel: ProviderChannel;
	url: string;
	/** As the provider gave it; null = one is made. */
	secret: string | null;
}

/**
 * From now on these messages go to whoever answers at this address; the one before is disabled.
 * @returns the secret when it was made here: it is shown this once
 * @throws provider_url_invalid, provider_url_not_https, provider_url_private
 */
export async function setProvider(
	unit: Unit<InsideScope>,
	{ channel, url, secret: typed }: NewProvider
): Promise<{ providerId: string; secret: string | null }> {
	const problem = problemOfUrl(url);
	if (problem) throw new AppError(`provider_${problem}`, {}, 'url');
	for (const before of await providersInUse(unit))
		if (before.channel === channel) await disableProvider(unit, before.id);
	const id = uuidv7();
	const secret = typed ?? randomBytes(32).toString('base64url');
	await unit.tx.insert(provider).values({
		organisationId: unit.scope.organisationId,
		id,
		channel,
		url,
		sealedSecret: seal(secret, sealedFor(unit.scope.organisationId, id)),
		createdAt: unit.now,
		createdBy: actorOf(unit.scope).name
	});
	await record(
		unit,
		'provider.set',
		{ kind: 'provider', id },
		{ channel, host: new URL(url).host }
	);
	// What waited for the one before need not wait for this one.
	await letLeave(unit, wayOf(channel));
	return { providerId: id, secret: typed === null ? secret : null };
}
