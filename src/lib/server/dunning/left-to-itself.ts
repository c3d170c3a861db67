import { and, eq, exists, gte, inArray, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';

/** To filter customers with: a call or a letter waits for a person, or a message counts as said since that day. */
export const leftToItself = (
	unit: Unit<InsideScope>,
	customerId: SQLWrapper,
	since: LocalDate
): SQL =>
	exists(
		unit.tx
			.select({ one: sql`1` })
			.from(notice)
			.where(
				and(
					eq(notice.organisationId, unit.scope.organisationId),
					eq(notice.customerId, customerId),
					or(eq(notice.status, 'to_confirm'), wasSaid(since))
				)
			)
	);

/** What may come back unheard is left to the rule. */
const wasSaid = (since: LocalDate): SQL | undefined =>
	and(
		gte(notice.plannedOn, since),
		inArray(notice.status, ['planned', 'sent', 'unknown', 'done']),
		inArray(notice.channel, ['email', 'call'])
	);
