import { and, desc, eq, gte, ne } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { payment } from '../db/schema/payments';

/** Long enough for a transfer that was made after the last word to have arrived. */
const LATELY_DAYS = 30;

export interface PaidLately {
	paymentId: string;
	on: LocalDate;
	amount: Money;
	reference: string;
}

/** What a customer paid in the last weeks, the last one first, allocated or not. */
export async function paidLately(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<PaidLately[]> {
	const rows = await unit.tx
		.select({
			paymentId: payment.id,
			on: payment.receivedOn,
			minor: payment.totalMinor,
			currency: payment.currency,
			reference: payment.reference
		})
		.from(payment)
		.where(
			and(
				eq(payment.organisationId, unit.scope.organisationId),
				eq(payment.customerId, customerId),
				ne(payment.source, 'write_off'),
				gte(payment.receivedOn, addDays(unit.today, -LATELY_DAYS))
			)
		)
		.orderBy(desc(payment.receivedOn), desc(payment.id));
	return rows.map(({ minor, currency, ...row }) => ({ ...row, amount: { minor, currency } }));
}
