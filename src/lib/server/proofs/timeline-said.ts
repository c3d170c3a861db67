import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import { say } from '$lib/i18n/words';
import type { Asked } from './asked';
import type { Happened } from './happened';
import { openingOf } from './opening';

/** What was said. Internal words are in the folder of that name. */
export const said = (asked: Asked): Happened[] => [openingOf(asked), ...saidSince(asked)];

const saidSince = ({ facts: { record }, language }: Asked): Happened[] => [
	...record.messages.map(({ at, authorName, audience, body }) =>
		audience === 'internal'
			? { at, by: authorName, event: 'note', internal: true }
			: { at, by: authorName, event: 'message', words: body }
	),
	...record.amendments.map(({ at, byKind, byName, after }) =>
		byKind === 'staff'
			? { at, by: byName, event: 'reason', words: labelOf(after.reason, language) }
			: { at, by: byName, event: 'amendment', words: after.explanation }
	),
	...record.scores.map(({ at, byName, solved, ease, comment }) => ({
		...{ at, by: byName, event: 'score', words: `${solved}/5, ${ease}/5 ${comment}`.trim() }
	}))
];

/** What was offered, agreed and decided. */
export const decided = ({ facts: { about, record }, language }: Asked): Happened[] => [
	...record.offers.flatMap(({ row, answer }) => [
		{ at: row.proposedAt, by: row.proposedByName, event: 'offer', words: row.text },
		...(answer
			? [
					{
						...{ at: answer.at, by: answer.signedName, event: `offer_${answer.verdict}` },
						words: answer.note
					}
				]
			: []),
		...(row.withdrawnAt
			? [{ at: row.withdrawnAt, by: row.withdrawnBy ?? 'system', event: 'offer_withdrawn' }]
			: [])
	]),
	...record.decisions.map((decision) => ({
		...{ at: decision.decidedAt, by: decision.decidedByName, event: 'decision' },
		words: [
			say(`desk_verdict_${decision.verdict}`, {}, language),
			formatMoney(money(decision.acceptedMinor, about.claimed.currency), language),
			decision.explanation
		].join(' – ')
	}))
];
