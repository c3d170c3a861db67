import { localDateAt } from '$lib/domain/calendar';
import { takenBackTooOften } from '$lib/domain/promises/taken-back';
import { groupBy } from '$lib/domain/group-by';
import type { Unit } from '../db/client';
import type { MadePromise, PromiseReader } from './made-promises';

/** Of which invoices the next promise is decided, whoever took the earlier ones back; a plan is one. */
export function takenBackAmong(
	{ scope, today }: Unit<PromiseReader>,
	made: readonly MadePromise[]
): (invoiceId: string) => boolean {
	const about = groupBy(
		made.filter(hadHeld).flatMap((one) => one.items.map(({ invoiceId: id }) => ({ id, one }))),
		({ id }) => id
	);
	return (invoiceId) => {
		const own = (about.get(invoiceId) ?? []).map(({ one }) => one);
		const plans = groupBy([...new Set(own)], ({ row }) => row.planId ?? row.id);
		const earlier = [...plans.values()].map((parts) => ({
			on: localDateAt(parts[0]!.row.withdrawnAt!, scope.timeZone),
			dueOn: parts.map(({ dueOn }) => dueOn).sort()[0]!
		}));
		return takenBackTooOften(earlier, today);
	};
}

/** A request nobody agreed to held nothing, and what stood there by mistake was nobody's word. */
const hadHeld = ({ standing, isBeyond, verdict, row }: MadePromise): boolean =>
	standing === 'withdrawn' &&
	row.withdrawnBecause !== 'by_mistake' &&
	(!isBeyond || verdict === 'approved');
