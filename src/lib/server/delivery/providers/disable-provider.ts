import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { provider, type ProviderChannel } from '../../db/schema/providers';

/**
 * Nothing more is sent through it; what it sent may still be told about.
 * @returns what it sent
 * @throws not_found
 */
export async function disableProvider(
	unit: Unit<InsideScope>,
	providerId: string
): Promise<ProviderChannel> {
	const [row] = await unit.tx
		.update(provider)
		.set({ disabledAt: unit.now, disabledBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(provider.organisationId, unit.scope.organisationId),
				eq(provider.id, providerId),
				isNull(provider.disabledAt)
			)
		)
		.returning({ channel: provider.channel });
	if (!row) throw new AppError('not_found');
	await record(
		unit,
		'provider.disabled',
		{ kind: 'provider', id: providerId },
		{ channel: row.channel }
	);
	return row.channel;
}
