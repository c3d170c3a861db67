import { mayBeAsked } from '$lib/domain/access';
import { handToIn } from '$lib/domain/disputes/hand-to';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { presenceToday, type Colleague } from '../absences/presence';
import type { Unit } from '../db/client';
import type { AnswerScope } from './answerable';
import { addressBehind, foundColleague } from './ask-colleague';
import type { Resolver } from './ask-resolver';
import { addressIn } from './colleague';
import { comingBackTo } from './comes-back';
import { takersOf } from './hand-over-choices';

/**
 * Whoever was chosen to have the question instead; null: whoever was typed, or nobody is known.
 * @throws colleague_unknown, question_comes_back
 */
export async function chosenTaker(
	unit: Unit<AnswerScope>,
	{ handTo = '', handOver }: AnswerDisputeInput
): Promise<Resolver | null> {
	const to = handToIn(handTo);
	if (to?.kind === 'unknown') return null;
	if (!handTo || to?.kind === 'address') return typedTaker(unit, handOver, Boolean(handTo));
	const { people, teams } = await takersOf(unit);
	const team = to?.kind === 'team' && teams.find(({ key }) => key === to.key);
	if (team && team.taker) return team.taker;
	const one = to?.kind === 'colleague' && people.find(({ id }) => id === to.id);
	if (!one) throw new AppError('colleague_unknown', {}, 'handTo');
	const { id: userId, name, email, language } = one;
	return { userId, name, email, language };
}

/** An address is passed on, unless the question would come back from it; words without one are told to staff. */
async function typedTaker(unit: Unit<AnswerScope>, typed: string, isAddress: boolean) {
	const email = addressIn(typed);
	if (email && (await comingBackTo(unit, addressBehind(unit.scope)))({ email }))
		throw new AppError('question_comes_back', {}, 'handOver');
	if (isAddress && !email) throw new AppError('colleague_unknown', {}, 'handOver');
	return null;
}

/**
 * Whoever is asked something: chosen from the list, or found by what was typed. Null: an address of nobody with an
 * account, which whoever asked passes on. @throws colleague_unknown
 */
export async function askedColleague(
	unit: Unit<AnswerScope>,
	{ askTo = '', colleague }: AnswerDisputeInput
): Promise<Colleague | null> {
	const to = handToIn(askTo);
	if (to?.kind === 'colleague') {
		const { people } = await takersOf(unit);
		const one = people.find(({ id }) => id === to.id);
		if (one) return answeringFor(unit, one);
		throw new AppError('colleague_unknown', {}, 'askTo');
	}
	const found = await foundColleague(unit, colleague);
	if (!found && !addressIn(colleague)) throw new AppError('colleague_unknown', {}, 'colleague');
	return found;
}

/** Whoever answers for him today, as long as he may write on the case himself. */
async function answeringFor(unit: Unit<AnswerScope>, one: Colleague): Promise<Colleague> {
	const who = (await presenceToday(unit)).answering(one.id);
	return who && mayBeAsked(who) ? who : one;
}
