import type { ApprovalRule } from '$lib/domain/disputes/approval';
import { money, type Money } from '$lib/domain/money';
import { systemScope, type Scope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { levelsOf } from './grant';
import type { Left } from './left-to-decide';
import { houseToday, signersOf, type House } from './signers';

/** A level that an answer may need. */
export interface Validator {
	/** What the answer may give without it. */
	above: Money;
	/** Null where one of several may sign: naming one would promise too much. */
	name: string | null;
}

/**
 * Who will confirm an answer that gives all that is claimed, told before it is sent: level by level, since one that
 * gives less may need fewer. A link sees neither accounts nor absences: they are read from inside.
 */
export async function validatorsOf(unit: Unit<Scope>, left: Left): Promise<Validator[]> {
	const levels = await levelsOf(unit, left, left.claimed.minor);
	if (levels.length === 0) return [];
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'links' });
	const names = namesOf(levels, left, await withScope(unit, inside, houseToday));
	const { currency } = await organisationOf(unit);
	return levels.map((level, place) => ({
		above: leftBelow(level, left, currency),
		name: names[place] ?? null
	}));
}

/** Nobody signs twice, so that each level follows from those before it. */
function namesOf(levels: readonly ApprovalRule[], { about }: Left, house: House) {
	const askedById = about.dispute.collectorId ?? '';
	const signedBy: string[] = [];
	return levels.map((level) => {
		const [first, second] = signersOf(house, { level, askedById, signedBy });
		if (!first || second) return null;
		signedBy.push(first.id);
		return first.name;
	});
}

/** What earlier rounds of the case credited counts; the amounts say nothing of another currency. */
function leftBelow({ aboveMinor }: ApprovalRule, { about, claimed }: Left, house: string): Money {
	const before = about.claimed.minor - claimed.minor;
	const isFree = claimed.currency === house && aboveMinor > before;
	return money(isFree ? aboveMinor - before : 0n, claimed.currency);
}
