import { canMove, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { asksColleague } from '$lib/domain/disputes/meant-answer';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import { isSameAddress } from '$lib/domain/same-address';
import { money } from '$lib/domain/money';
import { say } from '$lib/i18n/words';
import type { Unit } from '../db/client';
import { fromInside } from '../auth/from-inside';
import { organisationOf, usersOf } from '../settings/queries';
import type { AnswerScope } from './answerable';
import type { Colleague } from '../absences/presence';
import { askColleague } from './ask-colleague';
import { askResolver, endAssignment, type Resolver } from './ask-resolver';
import { calledBefore } from './called-before';
import { colleagueIn } from './colleague';
import { moveCase } from './move-case';
import { tellStaff } from './notify-dispute';
import type { Case } from './case-queries';
import { questionSoFar } from './questions';
import { tellFollowers, updateOf } from './tell-followers';
import { writeMessage } from './write-message';

type Given = AnswerDisputeInput & {
	answerId: string;
	status: DisputeStatus;
	/** The colleague he asks, where he was found. */
	found: Colleague | null;
	/** Whoever was chosen to have it instead. */
	taker: Resolver | null;
};

/** What an answer sets in motion, after it is written. */
export async function followAnswer(
	unit: Unit<AnswerScope>,
	about: Case,
	given: Given
): Promise<void> {
	const isHandOver = given.verdict === 'not_for_me';
	const next = isHandOver ? await handOver(unit, about, given) : null;
	if (given.verdict === 'need_information') await askBack(unit, about, given);
	else if (!isHandOver) await backToStaff(unit, about, given);
	await tellStaff(unit, about, {
		...(isHandOver && !next
			? { event: 'resolver_hands_back', colleague: given.signedName }
			: { event: 'resolver_answered' }),
		onceKey: `resolver-answered:${given.answerId}`,
		text: await summaryOf(unit, given, next),
		knownTo: given.found ? [given.found.email] : [],
		amount:
			given.acceptedMinor === undefined
				? undefined
				: money(given.acceptedMinor, about.claimed.currency)
	});
}

async function askBack(unit: Unit<AnswerScope>, about: Case, given: Given): Promise<void> {
	if (given.asks === 'customer') return askTheCustomer(unit, about, given);
	if (given.found) await askColleague(unit, about, { ...given, who: given.found });
	await backToStaff(unit, about, given);
}

async function backToStaff(unit: Unit<AnswerScope>, about: Case, { status }: Given) {
	if (canMove(status, 'in_progress')) await moveCase(unit, about, 'in_progress');
}

const WORKED_ON: readonly DisputeStatus[] = ['in_progress', 'waiting_third_party'];

/** Who has it now. The question goes on as it was asked. The former link stays readable: whoever handed over may look how it went. */
async function handOver(
	unit: Unit<AnswerScope>,
	about: Case,
	given: Given
): Promise<Resolver | null> {
	const { taker } = given;
	const to = taker ?? (await typedTaker(unit, given.handOver));
	const question = await questionSoFar(unit, about.dispute.id);
	await endAssignment(unit, about.dispute.id);
	if (to) await askResolver(unit, about, to, question);
	if (to) await moveCase(unit, about, 'assigned', { note: taker ? to.name : to.email });
	// Nobody checks anything, nor watches what a third party says: it is to be assigned again, and its customer has nothing to hear of it.
	else if (WORKED_ON.includes(given.status)) await moveCase(unit, about, 'assigned');
	return to;
}

async function typedTaker(unit: Unit<AnswerScope>, typed: string): Promise<Resolver | null> {
	const email = await colleagueIn(unit, typed);
	return email ? { userId: null, email, ...(await readerBehind(unit, email)) } : null;
}

/** As the house calls whoever has this address. */
async function readerBehind(unit: Unit<AnswerScope>, email: string) {
	const known = (await fromInside(unit, usersOf)).find((one) => isSameAddress(one.email, email));
	const { language } = known ?? (await organisationOf(unit));
	return { name: known?.name ?? (await calledBefore(unit, email)), language };
}

async function askTheCustomer(unit: Unit<AnswerScope>, about: Case, given: Given): Promise<void> {
	const { dispute } = about;
	await writeMessage(unit, dispute, {
		audience: 'customer',
		body: given.handOver,
		asks: true,
		idempotencyKey: given.idempotencyKey
	});
	const message = given.handOver;
	if (canMove(given.status, 'waiting_customer'))
		return moveCase(unit, about, 'waiting_customer', { message });
	// Something was asked already, and the customer owes an answer to both.
	await tellFollowers(unit, about, await updateOf(unit, about, 'waiting_customer', { message }), {
		onceKey: `dispute-question:${given.answerId}`
	});
}

/** In the language of the organisation: the alert may go to a shared address. Whom it went on to is said with it. */
async function summaryOf(
	unit: Unit<AnswerScope>,
	given: Given,
	next: Resolver | null
): Promise<string> {
	const { language } = await organisationOf(unit);
	const verdict = say(`resolver_verdict_${given.verdict}`, {}, language);
	const said = say('resolver_summary', { name: given.signedName, verdict }, language);
	const asked = asksColleague(given)
		? say(askedWords(given), { name: given.colleague }, language)
		: goesTo(given, next) && say(goesTo(given, next), {}, language);
	const to = next?.name ?? given.handOver;
	return [said, given.explanation, asked, to].filter(Boolean).join('\n');
}

function goesTo({ verdict, asks }: Given, next: Resolver | null): string {
	if (next) return 'resolver_summary_passed';
	return verdict === 'need_information' && asks === 'customer' ? 'resolver_summary_customer' : '';
}

const askedWords = ({ found }: Given) =>
	found ? ('resolver_asks_colleague' as const) : ('resolver_asks_unknown' as const);
