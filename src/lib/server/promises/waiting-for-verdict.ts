import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { findCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { madePromises, type MadePromise } from './made-promises';
import { promiseTerms } from './queries';
import { undecidedPlans, undecidedRequest } from './waiting-requests';

/** So long whoever waited for an answer is told that none came. */
const NEWS_DAYS = 14;

export interface WaitingPromise {
	promiseId: string;
	customer: { code: string; name: string };
	madeBy: string;
	madeOn: LocalDate;
	isByCustomer: boolean;
	/** Its first day went by and nobody decided: it came to nothing. */
	isLapsed: boolean;
	on: LocalDate;
	amounts: readonly Money[];
}

/** Promises beyond the policy that nobody decided, or not in time and nothing else was promised since; the first day first. */
export async function promisesToDecide(unit: Unit<InsideScope>): Promise<WaitingPromise[]> {
	const customerIds = await customersWaiting(unit);
	if (customerIds.length === 0) return [];
	const made = await madePromises(unit, { customerIds }, await promiseTerms(unit));
	const customers = new Map(
		(await findCustomers(unit, { ids: customerIds })).map((one) => [one.id, one])
	);
	return undecidedPlans(made).flatMap((parts) => {
		const { row } = parts[0]!;
		const customer = customers.get(row.customerId);
		const { isUnanswered: isLapsed, on, amounts } = undecidedRequest(parts, unit.today);
		if (!customer || (isLapsed && isAnew(parts, made))) return [];
		return [
			{
				...{ promiseId: row.id, customer: { code: customer.code, name: customer.name } },
				...{ madeBy: row.madeByName, madeOn: row.madeOn, isByCustomer: row.source === 'portal' },
				...{ isLapsed, on, amounts }
			}
		];
	});
}

const customersWaiting = async ({ tx, scope, today }: Unit<InsideScope>): Promise<string[]> => {
	const rows = await tx
		.selectDistinct({ id: promise.customerId })
		.from(promise)
		.where(
			and(
				...[eq(promise.organisationId, scope.organisationId), isNull(promise.verdict)],
				...[isNull(promise.withdrawnAt), gte(promise.dueOn, addDays(today, -NEWS_DAYS))],
				sql`jsonb_array_length(${promise.beyond}) > 0`
			)
		);
	return rows.map(({ id }) => id);
};

function isAnew(parts: readonly MadePromise[], made: readonly MadePromise[]): boolean {
	const ids = new Set(parts.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)));
	const { madeAt } = parts[0]!.row;
	return made.some(
		({ row, items }) => row.madeAt > madeAt && items.some(({ invoiceId }) => ids.has(invoiceId))
	);
}
