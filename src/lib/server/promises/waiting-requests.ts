import { DAY_MS, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { totals } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { portalAccount } from '../invoices/portal-account';
import { madePromises, type MadePromise } from './made-promises';
import { promiseTerms } from './queries';

/** What a customer asked for beyond the policy and nobody has decided yet, or refused lately, the first day first. */
export async function waitingRequests(unit: Unit<PortalScope>) {
	const { customerId } = unit.scope;
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const requests = [...undecidedPlans(made), ...refusedLately(made, unit)].map((parts) =>
		requestOf(parts, unit.today)
	);
	return stillMatter(unit, requests, made);
}

/** So long the answer is news to whoever waited for it. */
const NEWS_DAYS = 14;

/** What he asked for through his link: of a call he heard the answer. */
const refusedLately = (made: readonly MadePromise[], { now }: Unit<PortalScope>) =>
	plansOf(
		made.filter(
			({ standing, row: { source, decidedAt } }) =>
				standing === 'refused' &&
				source === 'portal' &&
				decidedAt !== null &&
				now.getTime() - decidedAt.getTime() < NEWS_DAYS * DAY_MS
		)
	);

/** Requests nobody decided, each with its payments; the first day first. */
export function undecidedPlans(made: readonly MadePromise[]): MadePromise[][] {
	return plansOf(made.filter(({ standing }) => standing === 'to_decide'));
}

function plansOf(made: readonly MadePromise[]): MadePromise[][] {
	const sorted = [...made].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	return [...groupBy(sorted, ({ row }) => row.planId ?? row.id).values()];
}

/** Its first day is over: agreed to now, it would be late from the start. */
export const isUnanswered = (
	parts: readonly Pick<MadePromise, 'dueOn'>[],
	today: LocalDate
): boolean => parts[0]!.dueOn < today;

/** What is said of one, wherever it is told. */
export function undecidedRequest(parts: readonly MadePromise[], today: LocalDate) {
	const items = parts.flatMap((part) => part.items);
	const isOver = isUnanswered(parts, today);
	return {
		isUnanswered: isOver,
		/** The day that made it late; while there is time, the last one. */
		on: (isOver ? parts[0]! : parts.at(-1)!).dueOn,
		isPlan: parts.length > 1,
		amounts: totals(items.map(({ amountMinor: minor, currency }) => ({ minor, currency })))
	};
}

function requestOf(parts: readonly MadePromise[], today: LocalDate) {
	const items = parts.flatMap((part) => part.items);
	const isRefused = parts[0]!.standing === 'refused';
	return {
		...undecidedRequest(parts, today),
		...(isRefused && { isUnanswered: false, on: parts.at(-1)!.dueOn }),
		isRefused,
		promiseId: parts[0]!.row.id,
		madeAt: parts[0]!.row.madeAt,
		invoiceIds: [...new Set(items.map(({ invoiceId }) => invoiceId))]
	};
}
type Request = ReturnType<typeof requestOf>;

/** One that came to nothing is told as long as there is something to do: something asked for, and nothing promised anew. */
async function stillMatter(
	unit: Unit<PortalScope>,
	requests: readonly Request[],
	made: readonly MadePromise[]
): Promise<Request[]> {
	const isOver = ({ isUnanswered: late, isRefused }: Request): boolean => late || isRefused;
	if (!requests.some(isOver)) return [...requests];
	const { open } = await portalAccount(unit);
	const asked = new Set(
		open.filter(({ collectibleMinor }) => collectibleMinor > 0n).map(({ id }) => id)
	);
	const isAnew = ({ madeAt, invoiceIds: ids }: Request): boolean =>
		made.some(
			({ row, items }) => row.madeAt > madeAt && items.some((item) => ids.includes(item.invoiceId))
		);
	return requests.filter(
		(one) => !isOver(one) || (one.invoiceIds.some((id) => asked.has(id)) && !isAnew(one))
	);
}
