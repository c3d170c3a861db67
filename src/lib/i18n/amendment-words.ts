import {
	contestedChanges,
	type CaseContent,
	type ContestedItem
} from '$lib/domain/disputes/amendment';
import { money } from '$lib/domain/money';
import { detailLabel } from './detail-words';
import { formatDayLong, formatMoney, formatQuantity } from './format';
import { labelOf } from './labels';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

export interface ChangedRow {
	label: string;
	before: string;
	after: string;
}

/** What an amendment changed, row by row; what is the same before and after is not said. */
export function amendmentRows(
	before: CaseContent,
	after: CaseContent,
	language: Language = getLocale()
): ChangedRow[] {
	const words = (key: string, inputs = {}) => say(key, inputs, language);
	const none = words('common_changed_none');
	const row = (label: string, of: (content: CaseContent) => string): ChangedRow => ({
		label,
		before: of(before) || none,
		after: of(after) || none
	});
	const detail = after.detail ?? before.detail;
	return [
		...contestedChanges(before, after).map((change) => ({
			label: change.description
				? words('common_changed_line', change)
				: words('common_changed_invoice', change),
			before: claimWords(change.before, language) ?? words('common_changed_not_contested'),
			after: claimWords(change.after, language) ?? words('common_changed_no_longer')
		})),
		row(words('common_changed_reason'), ({ reason }) => labelOf(reason, language)),
		...(detail
			? [row(detailLabel(detail, language), (content) => content.detail?.value ?? '')]
			: []),
		row(words('common_changed_outcome'), ({ requestedOutcome }) =>
			words(`portal_outcome_${requestedOutcome}`)
		),
		row(words('common_changed_explanation'), ({ explanation }) => explanation),
		row(words('common_changed_answer'), ({ answerDueOn }) => formatDayLong(answerDueOn, language)),
		row(words('common_changed_files'), ({ files }) => files.join(', '))
	].filter((changed) => changed.before !== changed.after);
}

/** "120,00 €", with what it is worked out from; null where nothing is contested. */
function claimWords(item: ContestedItem | null, language: Language): string | null {
	if (!item) return null;
	const { currency, claimedQuantity, expectedUnitPriceMinor } = item;
	const amount = formatMoney(money(BigInt(item.claimedMinor), currency), language);
	if (claimedQuantity !== null) {
		const quantity = formatQuantity(claimedQuantity, language);
		return say('common_changed_missing', { amount, quantity }, language);
	}
	if (expectedUnitPriceMinor === null) return amount;
	const price = formatMoney(money(BigInt(expectedUnitPriceMinor), currency), language);
	return say('common_changed_price', { amount, price }, language);
}

/** As lines of a message. */
export const amendmentText = (
	before: CaseContent,
	after: CaseContent,
	language: Language
): string =>
	amendmentRows(before, after, language)
		.map((row) => say('common_changed_row', { ...row }, language))
		.join('\n');
