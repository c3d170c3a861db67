import type { Asked } from './asked';
import { openingOf } from './opening';
import { transcript, type Said } from './said';
import { isReadByCustomer } from './step-words';

/** The conversation with the customer, and nothing he has not read or written himself. */
export const threadText = (asked: Asked): string =>
	transcript(asked, 'desk_proof_thread_title', saidWithCustomer);

const saidWithCustomer = (asked: Asked): Said[] => [openingOf(asked), ...saidSince(asked)];

const saidSince = ({ facts: { record, messages } }: Asked): Said[] => [
	...record.amendments
		.filter(({ byKind }) => byKind === 'customer')
		.map(({ at, byName, after }) => ({
			...{ at, by: byName, event: 'amendment', words: after.explanation }
		})),
	...record.messages
		.filter(({ audience }) => audience === 'customer')
		.map(({ at, authorName, body }) => ({ at, by: authorName, event: 'message', words: body })),
	...record.steps
		.filter((step) => isReadByCustomer(step, { messages }))
		.map(({ at, byName, note }) => ({ at, by: byName, event: 'step', words: note })),
	...record.offers.flatMap(offerAndAnswer),
	...record.decisions.map(({ decidedAt, decidedByName, explanation }) => ({
		...{ at: decidedAt, by: decidedByName, event: 'decision', words: explanation }
	}))
];

type Offer = Asked['facts']['record']['offers'][number];
const offerAndAnswer = ({ row, answer }: Offer): Said[] => [
	{ at: row.proposedAt, by: row.proposedByName, event: 'offer', words: row.text },
	...(answer
		? [
				{
					at: answer.at,
					by: answer.signedName,
					event: `offer_${answer.verdict}`,
					words: answer.note
				}
			]
		: [])
];
