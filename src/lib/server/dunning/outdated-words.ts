import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import { fromJson } from './decision-json';
import { letterNow, totalsIn } from './letter-now';
import type { NoticeContent } from './notice-content';
import { editInForce } from './notice-edits';
import type { PlannedCustomer } from './plan-dunning';
import { namedIn, staleAmounts } from './stale-amounts';
import { speechOf } from './words-of';

type Edited = Pick<
	typeof notice.$inferSelect,
	'id' | 'customerId' | 'channel' | 'stepId' | 'content'
>;

/** Amounts the rewritten words of this notice name and the account no longer says. */
export async function outdatedAmounts(
	unit: Unit<InsideScope>,
	row: Edited,
	planned: PlannedCustomer
): Promise<string[]> {
	const edit = await editInForce(unit, row);
	if (!edit || !row.content) return [];
	const then = fromJson<NoticeContent>(row.content);
	const stale = staleAmounts(edit.words, then, planned.decision, speechOf(planned).language);
	if (!then.saidTotals?.length) return stale;
	const totals = totalsIn(await letterNow(unit, row, planned));
	const gone = then.saidTotals.filter((total) => !totals.includes(total));
	// A sum that is an amount of the account too is not stale by that.
	const right = new Set(totals);
	return [
		...new Set([...stale.filter((amount) => !right.has(amount)), ...namedIn(edit.words, gone)])
	];
}
