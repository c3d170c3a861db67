import { and, eq, isNotNull, sql, type SQLWrapper } from 'drizzle-orm';
import { fallbackOf } from '$lib/domain/disputes/routing';
import { fromInside, insideOf } from '../auth/from-inside';
import type { InsideScope, PortalScope, Scope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { among } from '../db/one-of';
import { customer } from '../db/schema/customers';
import { officerFor } from '../settings/officers';
import { usersOf } from '../settings/queries';
import { customerById } from './queries';

/**
 * Who looks after the account, by name; null when nobody was named. A link sees no account of the staff: the
 * name alone is asked for from inside, in a transaction before the one of the page.
 */
export const officerOf = (scope: PortalScope): Promise<string | null> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const { collectorId } = await customerById(unit, scope.customerId);
		return (await officerFor(unit, collectorId))?.name ?? null;
	});

/** Who has a new case of it, in the transaction of whoever writes it down: where nobody looks after the account, whoever keeps the rest. */
export const officerIdOf = (unit: Unit<Scope>, customerId: string): Promise<string | null> =>
	fromInside(unit, async (beside) => {
		const { collectorId } = await customerById(beside, customerId);
		return (await officerFor(beside, collectorId))?.id ?? fallbackOf(await usersOf(beside));
	});

/** To ask whether it exists: the customer with this id, where one of these people looks after him. */
export const lookedAfterBy = (
	{ tx, scope }: Unit<InsideScope>,
	customerId: SQLWrapper,
	ids: readonly string[]
) =>
	tx
		.select({ one: sql`1` })
		.from(customer)
		.where(
			and(
				eq(customer.organisationId, scope.organisationId),
				eq(customer.id, customerId),
				among(customer.collectorId, ids)
			)
		);

/** To ask whether it exists: the customer with this id, where somebody was named for him. */
export const withOfficer = ({ tx, scope }: Unit<InsideScope>, customerId: SQLWrapper) =>
	tx
		.select({ one: sql`1` })
		.from(customer)
		.where(
			and(
				eq(customer.organisationId, scope.organisationId),
				eq(customer.id, customerId),
				isNotNull(customer.collectorId)
			)
		);
