import type { ApprovalRule } from '$lib/domain/disputes/approval';
import { money, type Money } from '$lib/domain/money';
import { fromInside } from '../auth/from-inside';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { givenBefore, levelsOf } from './grant';
import type { Left } from './left-to-decide';
import { houseToday, signersOf, type House } from './signers';

/** A level that an answer may need. */
export interface Validator {
	/** What the answer may give without it. */
	above: Money;
	/** Null where one of several may sign: naming one would promise too much. */
	name: string | null;
}

/** For the house: also who he is, of several of one name. */
export interface NamedValidator extends Validator {
	id: string | null;
}

/**
 * Who will confirm an answer that gives all that is claimed, told before it is sent: level by level, since one that
 * gives less may need fewer. A link sees neither accounts nor absences nor other cases: they are read from inside.
 */
export const validatorsOf = (unit: Unit<Scope>, left: Left): Promise<Validator[]> =>
	fromInside(unit, (beside) => levelsTold(beside, left));

async function levelsTold(unit: Unit<InsideScope>, left: Left): Promise<Validator[]> {
	const levels = await levelsOf(unit, left, left.claimed.minor);
	if (levels.length === 0) return [];
	const house = await houseToday(unit);
	const { currency } = await organisationOf(unit);
	const known = { house, currency, before: await givenBefore(unit, left) };
	return validatorsAmong(levels, left, known).map(({ above, name }) => ({ above, name }));
}

interface Known {
	house: House;
	/** Of the limits. */
	currency: string;
	/** What earlier rounds and other cases gave of the same. */
	before: bigint;
}

/** The same, for whoever has read all that. */
export function validatorsAmong(
	levels: readonly ApprovalRule[],
	left: Left,
	{ house, currency, before }: Known
): NamedValidator[] {
	const signers = onlyOnes(levels, left, house);
	return levels.map(({ aboveMinor }, place) => ({
		above: leftBelow(aboveMinor - before, left.claimed, currency),
		...{ id: signers[place]?.id ?? null, name: signers[place]?.name ?? null }
	}));
}

/** Nobody signs twice, so that each level follows from those before it. */
function onlyOnes(levels: readonly ApprovalRule[], { about }: Left, house: House) {
	const askedById = about.dispute.collectorId ?? '';
	const signedBy: string[] = [];
	return levels.map((level, place) => {
		const later = levels.slice(place + 1);
		const [first, second] = signersOf(house, { level, later, askedById, signedBy });
		if (!first || second) return null;
		signedBy.push(first.id);
		return first;
	});
}

/** What was given before of the same counts; the amounts say nothing of another currency. */
const leftBelow = (freeMinor: bigint, { currency }: Money, house: string): Money =>
	money(currency === house && freeMinor > 0n ? freeMinor : 0n, currency);
