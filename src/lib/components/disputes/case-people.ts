import type { LocalDate } from '$lib/domain/calendar';
import { UNDECIDED_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { Money } from '$lib/domain/money';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { WaitingRequest } from './approval';
import { isRunning } from './running';
import { ownerWords, type ShownTask } from './shown-task';

export interface CasePerson {
	/** His account, else his address; of several namesakes each is himself. */
	id: string;
	/** Null: one of several, whom nobody can name yet. */
	name: string | null;
	/** What he is here for, and what is expected of him: the most pressing first. */
	parts: string[];
}

/** What a case knows of those in the house who have to do with it. */
export interface PeopleFacts {
	status: DisputeStatus;
	assignment: {
		personId: string;
		resolverName: string;
		dueOn: LocalDate;
		isAnswered: boolean;
		/** Something is claimed since he answered. */
		hasGrown: boolean;
	} | null;
	away: { until: LocalDate; standIn: string | undefined; standInId: string | undefined } | null;
	takenUpBy: string | null;
	takenUpById: string | null;
	approval: {
		waiting: Pick<WaitingRequest, 'waitsFor' | 'amount' | 'isAsked'> | null;
		/** Name null: one of several. */
		validators: readonly { above: Money; id: string | null; name: string | null }[];
	};
	tasks: { rows: readonly ShownTask[] };
	/** Who looks after it. */
	keepers: readonly { id: string; name: string }[];
	talk: { participants: readonly { userId: string; name: string }[] };
}

/** Everybody in the house once, with all he is to do. */
export function peopleOf(facts: PeopleFacts, teamName: (key: string) => string): CasePerson[] {
	const people = new Map<string, CasePerson>();
	for (const { id, name, part } of [
		...answering(facts),
		...signing(facts),
		...doing(facts, teamName),
		...facts.keepers.map((one) => ({ ...one, part: m.talk_people_keeps() })),
		...facts.talk.participants.map(({ userId: id, name }) => ({
			...{ id, name, part: m.talk_people_joined() }
		}))
	]) {
		const parts = new Set([...(people.get(id)?.parts ?? []), part]);
		people.set(id, { id, name: people.get(id)?.name ?? name, parts: [...parts] });
	}
	return [...people.values()];
}

interface Part extends Pick<CasePerson, 'id' | 'name'> {
	part: string;
}

function answering({ status, assignment, away, ...facts }: PeopleFacts): Part[] {
	if (!assignment || !UNDECIDED_STATUSES.includes(status)) return [];
	const { personId, resolverName, dueOn, isAnswered, hasGrown } = assignment;
	const asked = { id: personId, name: resolverName };
	const answered = hasGrown ? m.talk_people_answered_less : m.talk_people_answered;
	if (isAnswered) return [{ ...asked, part: answered() }];
	const date = formatDay(dueOn);
	const instead = insteadOf(away, facts);
	const part = away
		? m.talk_people_away({ date: formatDay(away.until) })
		: ownPart(instead?.name, date, status);
	const forHim = resting(m.talk_people_answers_for({ name: resolverName, date }), status);
	return [...(instead ? [{ ...instead, part: forHim }] : []), { ...asked, part }];
}

function insteadOf(
	away: PeopleFacts['away'],
	{ takenUpBy, takenUpById }: Pick<PeopleFacts, 'takenUpBy' | 'takenUpById'>
): { id: string; name: string } | null {
	const [id, name] = away ? [away.standInId, away.standIn] : [takenUpById, takenUpBy];
	return id && name ? { id, name } : null;
}

const ownPart = (instead: string | undefined, date: string, status: DisputeStatus): string =>
	instead ? m.talk_people_was_asked() : resting(m.talk_people_answers({ date }), status);

/** What the customer takes to reply is added to the time of whoever is asked. */
const resting = (part: string, status: DisputeStatus): string =>
	status === 'waiting_customer' ? m.talk_people_rests({ part }) : part;

function signing({ status, approval: { waiting, validators } }: PeopleFacts): Part[] {
	if (waiting) {
		const amount = formatMoney(waiting.amount);
		const signs = waiting.waitsFor.length > 1 ? m.talk_people_may_sign : m.talk_people_signs;
		const part = (waiting.isAsked ? m.talk_people_asked_back : signs)({ amount });
		return waiting.waitsFor.map(({ id, name, forName }) => ({
			...{ id, name },
			part: forName ? m.talk_people_signs_for({ name: forName, amount }) : part
		}));
	}
	if (!isRunning(status)) return [];
	return validators.map(({ id, name, above }) =>
		id && name ? { id, name, part: signsAbove(above) } : oneOfSeveral(above)
	);
}

const signsAbove = (above: Money): string =>
	above.minor > 0n
		? m.talk_people_signs_above({ amount: formatMoney(above) })
		: m.talk_people_signs_all();

const oneOfSeveral = (above: Money): Part => ({
	...{ id: 'one-of-several', name: null },
	part:
		above.minor > 0n
			? m.talk_people_one_signs_above({ amount: formatMoney(above) })
			: m.talk_people_one_signs_all()
});

const doing = ({ tasks }: PeopleFacts, teamName: (key: string) => string): Part[] =>
	tasks.rows
		.filter(({ endedAs }) => endedAs === null)
		.map((task) => ({
			...{ id: task.ownerId ?? `team:${task.ownerTeam}`, name: ownerWords(task, teamName) },
			part: m.talk_people_does({ what: task.text, date: formatDay(task.dueOn) })
		}));
