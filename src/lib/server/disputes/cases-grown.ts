import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { everyItem } from './claimed-items';

/** Of these cases: whether more is claimed in it than was at that instant, by its customer or with a case put into it. */
export async function casesGrown(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<(disputeId: string, since: Date) => boolean> {
	const item = everyItem(unit);
	const rows = await unit.tx
		.select({
			disputeId: item.disputeId,
			claimedMinor: item.claimedMinor,
			addedAt: item.addedAt,
			replacedAt: item.replacedAt
		})
		.from(item)
		.where(among(item.disputeId, ids));
	const itemsOf = groupBy(rows, ({ disputeId }) => disputeId);
	return (id, since) => {
		const items = itemsOf.get(id) ?? [];
		const then = items.filter((one) => isClaimedAt(one, since));
		return sumOf(items.filter(({ replacedAt }) => replacedAt === null)) > sumOf(then);
	};
}

/** Claimed anew under another reason, the same sum is in another row. */
const isClaimedAt = (
	{ addedAt, replacedAt }: { addedAt: Date | null; replacedAt: Date | null },
	at: Date
): boolean => (addedAt === null || addedAt <= at) && (replacedAt === null || replacedAt > at);

const sumOf = (items: readonly { claimedMinor: bigint }[]): bigint =>
	items.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n);
