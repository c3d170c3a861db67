import { actorWords } from '$lib/i18n/actor-words';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { csvOf } from '../reports/csv';
import { doublesIn, type Asked } from './asked';
import type { Happened } from './happened';
import { isoInstant } from './iso-instant';
import { whatIn } from './what-in';
import { isReadByCustomer } from './step-words';
import { deliveryEvents } from './timeline-deliveries';
import { decided, said } from './timeline-said';

/**
 * Everything of the case in its order, with who and when; to hand over, neither what colleagues did among themselves
 * nor the audit trail.
 */
export const timelineCsv = (asked: Asked): string =>
	csvOfEvents(
		asked,
		happenedIn(asked).filter(
			({ internal, event }) => asked.internal || (!internal && event !== 'audit')
		)
	);

export function csvOfEvents(
	{ scope, language }: Pick<Asked, 'scope' | 'language'>,
	happened: readonly Happened[]
): string {
	const word = (key: string) => say(`desk_proof_${key}`, {}, language);
	const what = whatIn(language);
	const rows = happened
		.toSorted((a, b) => a.at.getTime() - b.at.getTime())
		.map(({ words = '', internal = false, at, by, ...event }) => [
			isoInstant(at, scope.timeZone),
			actorWords(by),
			what(event),
			words,
			word(internal ? 'internal' : 'with_customer')
		]);
	return csvOf([COLUMNS.map((column) => word(`column_${column}`)), ...rows], language);
}

const COLUMNS = ['at', 'by', 'event', 'words', 'audience'] as const;

const happenedIn = (asked: Asked): Happened[] => [
	...ownIn(asked),
	...doublesIn(asked).flatMap(({ from, ...double }) =>
		ownIn(double).map((happened) => ({ ...happened, from }))
	)
];

const ownIn = (asked: Asked): Happened[] => [
	...steps(asked),
	...said(asked),
	...decided(asked),
	...asked.facts.files.map(({ uploadedAt, uploadedByName, name, audience }) => ({
		...{ at: uploadedAt, by: uploadedByName, event: 'file', words: name },
		internal: audience === 'internal'
	})),
	...deliveryEvents(asked),
	...logged(asked)
];

const steps = ({ facts: { record, messages }, language }: Asked): Happened[] => [
	...record.steps.map((step) => ({
		...{ at: step.at, by: step.byName, event: 'step' },
		words: [
			say(`desk_status_${step.toStatus}`, {}, language),
			...(isReadByCustomer(step, { messages }) ? [step.note] : [])
		].join(' – ')
	})),
	...record.assignments.map(({ assignedAt, assignedBy, resolverName, standInName }) => ({
		...{ at: assignedAt, by: assignedBy, event: 'question', internal: true },
		words: [resolverName, standInName].filter(Boolean).join(' → ')
	})),
	...record.answers.map(({ at, signedName }) => ({
		...{ at, by: signedName, event: 'answer', internal: true }
	})),
	...record.followUps.map(({ at, dueOn, standInName }) => ({
		...{ at, by: 'engine', event: 'follow_up', internal: true },
		words: [dueOn, standInName].filter(Boolean).join(' → ')
	})),
	...record.commitments.map(({ setAt, setByName, dueOn, what }) => ({
		...{ at: setAt, by: setByName, event: 'commitment', words: `${dueOn} ${what}`.trim() }
	}))
];

/** The audit trail of the case; an action without words of its own keeps its code. */
const logged = ({ facts, language }: Asked): Happened[] =>
	facts.audit.map((event) => loggedEvent(event, language));

interface Logged {
	at: Date;
	actorName: string;
	action: string;
}
export function loggedEvent({ at, actorName, action }: Logged, language: Language): Happened {
	const key = `desk_audit_${action.replaceAll('.', '_')}`;
	const words = say(key, {}, language);
	return { at, by: actorName, event: 'audit', words: words === key ? action : words };
}
