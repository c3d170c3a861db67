import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { delivery } from '../../db/schema/delivery';
import { env } from '../../env';
import { WITHOUT_COPY } from '../outcome';

/** Enough to tell whether copies still arrive. */
const LOOKED_AT = 20;

/** The last mails that certainly left, long enough ago for their copies to be there. */
export const copiesToExpect = (unit: Unit<SystemScope>) => {
	const grace = env().WITNESS_GRACE_MINUTES * 60_000;
	return unit.tx
		.select({
			id: delivery.id,
			messageId: delivery.messageId,
			sentAt: delivery.sentAt,
			witnessedAt: delivery.witnessedAt
		})
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.channel, 'email'),
				eq(delivery.status, 'sent'),
				gt(delivery.sentAt, new Date(unit.now.getTime() - DAY_MS)),
				lt(delivery.sentAt, new Date(unit.now.getTime() - grace)),
				or(
					isNull(delivery.response),
					sql`${delivery.response} not in ('mailbox', 'restored', ${WITHOUT_COPY})`
				)
			)
		)
		.orderBy(desc(delivery.sentAt), desc(delivery.id))
		.limit(LOOKED_AT);
};
