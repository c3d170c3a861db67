import { and, desc, eq, lte } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { deadlinesIn, isDanger, standingOf } from '$lib/domain/disputes/case-deadlines';
import type { StageOfCase, Terms } from '$lib/domain/disputes/deadline-terms';
import type { Danger as Standing } from '$lib/domain/disputes/queue-filter';
import { fallbackOf } from '$lib/domain/disputes/routing';
import type { Colleague } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { everyAnswerToRead } from './answers-to-read';
import { deadlinesOf, type Facts } from './deadline-facts';
import { deadlineTerms } from './deadline-terms';
import { IN_WORK, isIn } from './queue-filter';
import type { House } from './signers';

/** A day of a case that is near or was broken. */
export interface Danger {
	disputeId: string;
	customerId: string;
	stage: StageOfCase;
	standing: Standing;
	dueOn: LocalDate;
	/** Whose case it is; who reads it today: he himself, or who stands in for him. */
	holder: Colleague;
	reader: Colleague;
}

/** Of a house with more cases in danger than anybody reads of, those whose days are the latest. */
const MOST = 5_000;

/** In the house, the first day first; what waits for its customer is in none. */
export async function dangersInHouse(unit: Unit<SystemScope>, house: House): Promise<Danger[]> {
	const heard = [...(await everyAnswerToRead(unit)).keys()];
	const rows = await casesPerhaps(unit, heard);
	const termsOf = await deadlineTerms(unit);
	const facts = await deadlinesOf(
		unit,
		rows.map(({ id }) => id)
	);
	const found = rows.flatMap(({ id, customerId, collectorId }) => {
		const of = facts.get(id);
		const people = peopleOf(house, collectorId);
		if (!of || !people) return [];
		const about = { disputeId: id, customerId, ...people };
		return daysInDanger(of, termsOf(of)).map((day) => ({ ...about, ...day }));
	});
	return found.sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
}

/** Every day that is still to be kept: a second one may be near when the first was broken long ago. */
const daysInDanger = (facts: Facts, terms: Terms) =>
	deadlinesIn(facts, terms).flatMap(({ endedOn, ...deadline }) => {
		const standing = standingOf({ ...deadline, endedOn }, facts);
		const { stage, dueOn } = deadline;
		return isDanger(standing) ? [{ stage, dueOn, standing }] : [];
	});

/** By the days the engine has just worked out. */
const casesPerhaps = ({ tx, scope, today }: Unit<SystemScope>, heard: readonly string[]) =>
	tx
		.select({
			id: queueCase.id,
			customerId: queueCase.customerId,
			collectorId: queueCase.collectorId
		})
		.from(queueCase)
		.where(
			and(
				eq(queueCase.organisationId, scope.organisationId),
				isIn({ heard }, IN_WORK),
				lte(queueCase.warnOn, today)
			)
		)
		.orderBy(desc(queueCase.dueOn), desc(queueCase.id))
		.limit(MOST);

/** Whoever looks after a case, and who reads of it today; of one that is nobody's, whoever keeps those. */
export function peopleOf(
	house: Pick<House, 'colleagues' | 'presences'>,
	collectorId: string | null
): Pick<Danger, 'holder' | 'reader'> | null {
	const { colleagues, presences } = house;
	const byId = (id: string | null) => colleagues.find((one) => one.id === id) ?? null;
	const reader = (collectorId && presences.answering(collectorId)) || byId(keeperOf(house));
	return reader && { reader, holder: byId(collectorId) ?? reader };
}

/** Where nobody stands in either, it waits for whoever is to read it. */
function keeperOf({ colleagues, presences }: Pick<House, 'colleagues' | 'presences'>) {
	const there = colleagues.filter(({ id }) => presences.answering(id)?.id === id);
	return fallbackOf(there) ?? fallbackOf(colleagues);
}
