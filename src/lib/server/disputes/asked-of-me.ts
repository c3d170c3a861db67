import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answerable } from './answerable';
import { handOverChoices } from './hand-over-choices';
import type { Left } from './left-to-decide';
import { validatorsOf } from './validators';

/** What whoever is asked reads beside the question, as behind his link: who confirms, and whom he may name instead. */
export async function askedOfMe(unit: Unit<DeskScope>, left: Left) {
	if (!answerable(left.about.dispute.status)) return null;
	return {
		validators: await validatorsOf(unit, left),
		handTo: await handOverChoices(unit)
	};
}
