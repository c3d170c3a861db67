import { formatMoney } from '$lib/i18n/format';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import type { LetterFacts } from '../pdf/letter/facts';
import { fromJson } from './decision-json';
import { letterFacts } from './letter-facts';
import { letterTemplate } from './letter-wording';
import { noticeContent, type NoticeContent } from './notice-content';
import type { PlannedCustomer } from './plan-dunning';
import { speechOf } from './words-of';

type Letter = Pick<typeof notice.$inferSelect, 'id' | 'customerId' | 'channel' | 'stepId'>;

/** A letter as it would be written today if nobody had put it in other words. */
export async function letterNow(
	unit: Unit<InsideScope>,
	row: Letter,
	planned: PlannedCustomer
): Promise<LetterFacts> {
	const words = await letterTemplate(unit, row.stepId, speechOf(planned).tone);
	const said = noticeContent(planned.customer, planned.decision, unit.today, words);
	return letterFacts(unit, row, fromJson<NoticeContent>(said));
}

/** What it asks for in all, interest included: another sum tomorrow. */
export const totalsIn = ({ sums, language }: LetterFacts): string[] =>
	sums.map(({ totalMinor: minor, currency }) => formatMoney({ minor, currency }, language));
