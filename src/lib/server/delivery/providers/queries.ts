import { and, desc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../../auth/scope';
import { unseal } from '../../auth/seal';
import type { Unit } from '../../db/client';
import { provider, type ProviderChannel } from '../../db/schema/providers';
import { env } from '../../env';
import type { Way } from '../channels/message';
import type { ProviderAddress } from '../channels/provider-request';

export const PROVIDER_CHANNELS = [
	'sms',
	'letter',
	'registered_letter'
] as const satisfies readonly ProviderChannel[];

export type { ProviderChannel };

/** The way out of what he sends. */
export const wayOf = (channel: ProviderChannel): Way => (channel === 'sms' ? 'sms' : 'post');
export type Provider = typeof provider.$inferSelect;

const inUse = (unit: Unit<InsideScope>) =>
	and(eq(provider.organisationId, unit.scope.organisationId), isNull(provider.disabledAt));

/** Whoever sends for us now; never with the secret. */
export const providersInUse = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			id: provider.id,
			channel: provider.channel,
			url: provider.url,
			createdAt: provider.createdAt,
			createdBy: provider.createdBy
		})
		.from(provider)
		.where(inUse(unit))
		.orderBy(desc(provider.createdAt));

/** Channels somebody sends on for us. */
export const channelsWithProvider = async (
	unit: Unit<InsideScope>
): Promise<ReadonlySet<ProviderChannel>> =>
	new Set((await providersInUse(unit)).map(({ channel }) => channel));

/** Where to ask for this channel, with the secret in the open; null when nobody sends on it. */
export async function providerFor(
	unit: Unit<InsideScope>,
	channel: ProviderChannel
): Promise<ProviderAddress | null> {
	const [row] = await unit.tx
		.select()
		.from(provider)
		.where(and(inUse(unit), eq(provider.channel, channel)));
	return row ? { id: row.id, url: row.url, secret: secretOf(row) } : null;
}

export const secretOf = ({ organisationId, id, sealedSecret }: Provider): string =>
	unseal(sealedSecret, sealedFor(organisationId, id));

/** What a secret is bound to: in another row it does not open. */
export const sealedFor = (organisationId: string, providerId: string): string =>
	`provider:${organisationId}:${providerId}`;

/** Those of before too: they still tell what became of what they sent. */
export async function providerById(
	unit: Unit<InsideScope>,
	providerId: string
): Promise<Provider | null> {
	const [row] = await unit.tx
		.select()
		.from(provider)
		.where(
			and(eq(provider.organisationId, unit.scope.organisationId), eq(provider.id, providerId))
		);
	return row ?? null;
}

/** The door of one provider: it names its organisation too, before anybody is known. */
export const callbackUrl = (organisationId: string, providerId: string): string =>
	`${env().origin}/in/provider/${organisationId}.${providerId}`;
