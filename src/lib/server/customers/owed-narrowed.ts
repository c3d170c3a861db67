import { and, eq, exists, ilike, inArray, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { customer } from '../db/schema/customers';
import { customersKnown, isChoiceInUse } from '../fields/queries';
import { customersWithInvoice } from '../invoices/queries';
import { defaultOfficerIs } from '../settings/officers';
import type { OwedFilter } from './owed-filter';

/** Which customers a filter is about, whatever they owe. */
export const whichCustomers = (unit: Unit<DeskScope>, filter: OwedFilter): SQL | undefined =>
	and(
		eq(customer.organisationId, unit.scope.organisationId),
		called(unit, filter.q),
		lookedAfterBy(unit, filter.officer),
		knownAs(unit, filter.known)
	);

/** By name, code, or the number of one of its invoices. */
function called(unit: Unit<DeskScope>, q: string): SQL | undefined {
	if (!q) return undefined;
	const pattern = containing(q);
	return or(
		ilike(customer.name, pattern),
		ilike(customer.code, pattern),
		inArray(customer.id, customersWithInvoice(unit, q))
	);
}

function lookedAfterBy(unit: Unit<DeskScope>, officer: string): SQL | undefined {
	if (!officer) return undefined;
	if (officer === 'nobody') return isNull(customer.collectorId);
	const id = officer === 'me' ? unit.scope.user.id : officer;
	const byDefault = and(isNull(customer.collectorId), exists(defaultOfficerIs(unit, id)));
	return or(eq(customer.collectorId, id), byDefault);
}

const CHOSEN = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}):(.+)$/;

/** By what the page shows: a field that is in use no more narrows nothing. */
function knownAs(unit: Unit<DeskScope>, known: string): SQL | undefined {
	const [, fieldId, value] = CHOSEN.exec(known) ?? [];
	if (!fieldId || !value) return undefined;
	return or(
		notExists(isChoiceInUse(unit, fieldId)),
		inArray(customer.id, customersKnown(unit, { fieldId, value }))
	);
}

/** Of the rows of `listed` (list-customers.ts): what the view and the choice of disputes leave. */
export const isShown = ({ view, dispute, reason }: OwedFilter): SQL =>
	and(
		view === 'all' ? sql`true` : sql.raw(`is_${view}`),
		dispute === 'with' ? sql`is_disputed` : undefined,
		dispute === 'without' ? sql`not is_disputed` : undefined,
		reason ? sql`of_reason` : undefined
	)!;
