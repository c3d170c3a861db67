import type { LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { Money } from '$lib/domain/money';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { WaitingRequest } from './approval';
import { isRunning } from './running';
import { ownerWords, type ShownTask } from './shown-task';

export interface CasePerson {
	name: string;
	/** What he is here for, and what is expected of him: the most pressing first. */
	parts: string[];
}

/** What a case knows of those in the house who have to do with it. */
export interface PeopleFacts {
	status: DisputeStatus;
	assignment: { resolverName: string; dueOn: LocalDate; isAnswered: boolean } | null;
	away: { until: LocalDate; standIn: string | undefined } | null;
	takenUpBy: string | null;
	approval: {
		waiting: Pick<WaitingRequest, 'waitsFor' | 'amount' | 'isAsked'> | null;
		/** Name null: one of several. */
		validators: readonly { above: Money; name: string | null }[];
	};
	tasks: { rows: readonly ShownTask[] };
	/** Who looks after it. */
	keepers: readonly string[];
	talk: { participants: readonly { name: string }[] };
}

/** Everybody in the house once, with all he is to do. */
export function peopleOf(facts: PeopleFacts, teamName: (key: string) => string): CasePerson[] {
	const people = new Map<string, string[]>();
	for (const [name, part] of [
		...answering(facts),
		...signing(facts),
		...doing(facts, teamName),
		...facts.keepers.map((name) => [name, m.talk_people_keeps()] as const),
		...facts.talk.participants.map(({ name }) => [name, m.talk_people_joined()] as const)
	])
		people.set(name, [...new Set([...(people.get(name) ?? []), part])]);
	return [...people].map(([name, parts]) => ({ name, parts }));
}

type Part = readonly [name: string, part: string];

function answering({ status, assignment, away, takenUpBy }: PeopleFacts): Part[] {
	if (!assignment || !isRunning(status)) return [];
	const { resolverName: asked, dueOn, isAnswered } = assignment;
	if (isAnswered) return [[asked, m.talk_people_answered()]];
	const date = formatDay(dueOn);
	const instead = away ? away.standIn : takenUpBy;
	const forHim = m.talk_people_answers_for({ name: asked, date });
	return [
		...(instead ? [[instead, forHim] as const] : []),
		[asked, away ? m.talk_people_away({ date: formatDay(away.until) }) : ownPart(instead, date)]
	];
}

const ownPart = (instead: string | null | undefined, date: string): string =>
	instead ? m.talk_people_was_asked() : m.talk_people_answers({ date });

function signing({ status, approval: { waiting, validators } }: PeopleFacts): Part[] {
	if (waiting) {
		const amount = formatMoney(waiting.amount);
		const signs = waiting.waitsFor.length > 1 ? m.talk_people_may_sign : m.talk_people_signs;
		const part = (waiting.isAsked ? m.talk_people_asked_back : signs)({ amount });
		return waiting.waitsFor.map(({ name, forName }) => [
			name,
			forName ? m.talk_people_signs_for({ name: forName, amount }) : part
		]);
	}
	if (!isRunning(status)) return [];
	return validators.map(({ name, above }) => [
		name ?? m.desk_decide_limit_anyone(),
		above.minor > 0n
			? m.talk_people_signs_above({ amount: formatMoney(above) })
			: m.talk_people_signs_all()
	]);
}

const doing = ({ tasks }: PeopleFacts, teamName: (key: string) => string): Part[] =>
	tasks.rows
		.filter(({ endedAs }) => endedAs === null)
		.map((task) => [
			ownerWords(task, teamName),
			m.talk_people_does({ what: task.text, date: formatDay(task.dueOn) })
		]);
