import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { minorMin, totals, type Money } from '$lib/domain/money';
import { isLapsedOn } from '$lib/domain/promises/standing';
import type { InsideScope } from '../auth/scope';
import { findCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';
import { madePromises, type MadePromise } from './made-promises';
import { promiseTerms } from './queries';
import { stillAsked } from './still-asked';
import { isUnanswered, undecidedPlans } from './waiting-requests';

/** So long whoever waited for an answer is told that none came. */
const NEWS_DAYS = 14;

export interface WaitingPromise {
	promiseId: string;
	customer: { id: string; code: string; name: string; collectorId: string | null };
	madeBy: string;
	madeOn: LocalDate;
	isByCustomer: boolean;
	/** The last day on which somebody could agree went by: it came to nothing. */
	isLapsed: boolean;
	on: LocalDate;
	amounts: readonly Money[];
}

/**
 * Promises beyond the policy that nobody decided, or not in time and nothing else was promised since, the first day
 * first: as long as something of them is still asked for, and with that much.
 */
export async function promisesToDecide(unit: Unit<InsideScope>): Promise<WaitingPromise[]> {
	const customerIds = await customersWaiting(unit);
	if (customerIds.length === 0) return [];
	const made = await madePromises(unit, { customerIds }, await promiseTerms(unit));
	const asked = await stillAsked(unit, customerIds);
	const customers = new Map(
		(await findCustomers(unit, { ids: customerIds })).map((one) => [one.id, one])
	);
	return undecidedPlans(made).flatMap((parts) => {
		const customer = customers.get(parts[0]!.row.customerId);
		const amounts = leftIn(parts, asked);
		if (!customer || amounts.length === 0) return [];
		if (isUnanswered(parts, unit.today) && isAnew(parts, made)) return [];
		return [waitingOf(parts, { customer, amounts, today: unit.today })];
	});
}

interface Around {
	customer: WaitingPromise['customer'];
	amounts: readonly Money[];
	today: LocalDate;
}

function waitingOf(parts: readonly MadePromise[], { customer, amounts, today }: Around) {
	const { row, dueOn, graceEnd } = parts[0]!;
	const isLapsed = isLapsedOn(graceEnd, today);
	const { id, code, name, collectorId } = customer;
	return {
		...{ promiseId: row.id, customer: { id, code, name, collectorId }, amounts },
		...{ madeBy: row.madeByName, madeOn: row.madeOn, isByCustomer: row.source === 'portal' },
		...{ isLapsed, on: isLapsed ? dueOn : parts.at(-1)!.dueOn }
	};
}

/** Of what was asked for, what still is; of an invoice that several payments are about, the first ones first. */
function leftIn(parts: readonly MadePromise[], asked: ReadonlyMap<string, bigint>): Money[] {
	const left = new Map(asked);
	const sums = parts
		.flatMap(({ items }) => items)
		.map(({ invoiceId, amountMinor, currency }) => {
			const minor = minorMin(amountMinor, left.get(invoiceId) ?? 0n);
			left.set(invoiceId, (left.get(invoiceId) ?? 0n) - minor);
			return { minor, currency };
		});
	return totals(sums).filter(({ minor }) => minor > 0n);
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
