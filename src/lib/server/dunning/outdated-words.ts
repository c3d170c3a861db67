import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';
import { editInForce } from './notice-edits';
import type { PlannedCustomer } from './plan-dunning';
import { staleAmounts } from './stale-amounts';
import { speechOf } from './words-of';

/** Amounts the rewritten words of this notice name and the account no longer says. */
export async function outdatedAmounts(
	unit: Unit<InsideScope>,
	row: Pick<typeof notice.$inferSelect, 'id' | 'content'>,
	planned: PlannedCustomer
): Promise<string[]> {
	const edit = await editInForce(unit, row);
	if (!edit || !row.content) return [];
	const then = fromJson<NoticeContent>(row.content);
	return staleAmounts(edit.words, then, planned.decision, speechOf(planned).language);
}
