import type { LocalDate } from '$lib/domain/calendar';
import type { MadePromise } from './made-promises';
import { planIn, sumsIn, type PromisedSum } from './promised-sum';

/** By invoice, what was promised of it last and came neither in time nor since: an older promise is told no more. */
export function missedAmong(
	made: readonly MadePromise[],
	today: LocalDate
): Map<string, PromisedSum> {
	const newest = newestPlans(made);
	const missed = made
		.filter(({ standing }) => standing === 'broken')
		.map((one) => ({
			...one,
			items: one.items.filter(({ invoiceId }) => newest.get(invoiceId) === planIn(one.row))
		}));
	return sumsIn(missed, { made, today });
}

/** The creditor counted on it. */
const AGREED: readonly MadePromise['standing'][] = ['open', 'kept', 'kept_late', 'broken'];

/** By invoice, the plan that was agreed to last. */
function newestPlans(made: readonly MadePromise[]): Map<string, string> {
	const agreed = made
		.filter(({ standing }) => AGREED.includes(standing))
		.sort((a, b) => agreedAt(a) - agreedAt(b));
	return new Map(
		agreed.flatMap(({ row, items }) =>
			items.map(({ invoiceId }) => [invoiceId, planIn(row)] as const)
		)
	);
}

/** What went beyond the policy was agreed to by whoever decided, later than it was asked for. */
const agreedAt = ({ row: { decidedAt, madeAt } }: MadePromise): number =>
	(decidedAt ?? madeAt).getTime();
