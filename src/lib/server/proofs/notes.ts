import type { Asked } from './asked';
import { transcript, type Said } from './said';
import { isReadByCustomer } from './step-words';

/** What colleagues wrote to each other: never read by the customer. */
export const internalNotes = (asked: Asked): string =>
	transcript(asked, 'desk_proof_notes_title', saidInside);

const saidInside = ({ facts: { record, messages } }: Asked): Said[] => [
	...record.messages
		.filter(({ audience }) => audience === 'internal')
		.map(({ at, authorName, body }) => ({ at, by: authorName, event: 'note', words: body })),
	...record.assignments.map(({ assignedAt, assignedBy, resolverName, question }) => ({
		...{ at: assignedAt, by: assignedBy, event: 'question', words: `${resolverName}\n${question}` }
	})),
	...record.answers.map(({ at, signedName, explanation, handOver }) => ({
		...{ at, by: signedName, event: 'answer', words: [explanation, handOver].join('\n').trim() }
	})),
	...record.steps
		.filter((step) => step.note && !isReadByCustomer(step, { messages }))
		.map(({ at, byName, note }) => ({ at, by: byName, event: 'step', words: note }))
];
