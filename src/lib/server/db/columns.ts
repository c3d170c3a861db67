import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { LocalDate } from '$lib/domain/calendar';

/** Every row belongs to one organisation; its key starts with it. */
export const tenantKey = () => ({
	organisationId: uuid('organisation_id').notNull(),
	id: uuid('id').notNull()
});

/** A row about one customer tells whose it is, for the policies. */
export const customerKey = () => ({
	...tenantKey(),
	customerId: uuid('customer_id').notNull()
});

/** What is part of a case tells whose it is and of which customer, for the policies. */
export const disputeKey = () => ({
	...tenantKey(),
	customerId: uuid('customer_id').notNull(),
	disputeId: uuid('dispute_id').notNull()
});

/** Minor units. */
export const moneyMinor = customType<{ data: bigint; driverData: string }>({
	dataType: () => 'bigint',
	fromDriver: (value) => BigInt(value),
	toDriver: (value) => value.toString()
});

/** A plain day in the organisation's time zone. */
export const localDateColumn = customType<{ data: LocalDate; driverData: string }>({
	dataType: () => 'date'
});

export const instant = (name: string) =>
	timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
