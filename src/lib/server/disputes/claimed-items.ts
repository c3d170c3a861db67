import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { and, eq, gt, gte, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeAmendment, disputeItem } from '../db/schema/disputes';

/** An instant, or the end of a day. */
export type Then = { at: Date } | { day: LocalDate };

/**
 * To join: what cases claim, or claimed then. Whoever sums claims reads them here and nowhere else
 * (tests/guards/claimed-items.test.ts): what its customer replaced claims nothing from then on.
 */
export const claimedItems = (unit: Unit<Scope>, then?: Then) =>
	itemsWhere(unit, then ? claimedThen(unit, then) : isNull(disputeItem.replacedAt));

/** To join: everything that was ever claimed, each with the time during which it was. */
export const everyItem = (unit: Unit<Scope>) => itemsWhere(unit, undefined);

const itemsWhere = (unit: Unit<Scope>, which: SQL | undefined) =>
	unit.tx
		.select()
		.from(disputeItem)
		.where(and(eq(disputeItem.organisationId, unit.scope.organisationId), which))
		.as('claimed_item');

/** The reason the case of the query around it had then; it may have been amended since. */
export const reasonThen = (unit: Unit<Scope>, then: Then): SQL =>
	reasonBefore(
		'at' in then
			? gt(disputeAmendment.at, then.at)
			: sql`${dayOf(unit, disputeAmendment.at)} > ${then.day}`
	);

/** The reason an item was claimed for: the one its case had when the item was replaced, or has. */
export const reasonOfItem = ({
	replacedAt
}: Pick<ReturnType<typeof everyItem>, 'replacedAt'>): SQL =>
	reasonBefore(gte(disputeAmendment.at, sql`${replacedAt}`));

/** What the first of these amendments found. */
const reasonBefore = (which: SQL): SQL => sql`coalesce((
	select (${disputeAmendment.before} ->> 'reasonId')::uuid from ${disputeAmendment}
	where ${disputeAmendment.organisationId} = ${dispute.organisationId} and ${disputeAmendment.disputeId} = ${dispute.id} and ${which}
	order by ${disputeAmendment.at}, ${disputeAmendment.id} limit 1), ${dispute.reasonId})`;

const claimedThen = (unit: Unit<Scope>, then: Then): SQL | undefined => {
	const { addedAt, replacedAt } = disputeItem;
	if ('at' in then)
		return and(
			or(isNull(addedAt), lte(addedAt, then.at)),
			or(isNull(replacedAt), gt(replacedAt, then.at))
		);
	return and(
		or(isNull(addedAt), sql`${dayOf(unit, addedAt)} <= ${then.day}`),
		or(isNull(replacedAt), sql`${dayOf(unit, replacedAt)} > ${then.day}`)
	);
};

/** Of an instant, in the time zone of the organisation. */
export const dayOf = ({ scope }: Pick<Unit<Scope>, 'scope'>, at: AnyPgColumn): SQL =>
	sql`(${at} at time zone ${scope.timeZone})::date`;
