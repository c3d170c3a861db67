import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answerable } from './answerable';
import { handOverChoices } from './hand-over-choices';
import type { Left } from './left-to-decide';
import { officerOf } from './officer-of';
import { questionAsked } from './questions';
import { validatorsOf } from './validators';

/** What whoever is asked reads, as behind his link: the question, who confirms, and whom he may name instead. */
export async function askedOfMe(unit: Unit<DeskScope>, left: Left, assignment: { id: string }) {
	const { dispute } = left.about;
	if (!answerable(dispute.status)) return null;
	const { question } = await questionAsked(unit, dispute.id, assignment.id);
	const { askedBy, text, by, passedOn } = question;
	const reader = (await officerOf(unit, dispute)) ?? askedBy;
	return {
		question: { text, by, passedOn, reader },
		validators: await validatorsOf(unit, left),
		handTo: await handOverChoices(unit)
	};
}
