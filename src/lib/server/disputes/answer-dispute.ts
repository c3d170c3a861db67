import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { asksColleague, meantAnswer } from '$lib/domain/disputes/meant-answer';
import { missingInAnswer } from '$lib/domain/disputes/missing-in-answer';
import { acceptedMinorFor } from '$lib/domain/disputes/resolution';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import { AppError, refuseAll } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { presenceToday, type Colleague } from '../absences/presence';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer } from '../db/schema/assignments';
import { accountBehind, type Beside } from './account-behind';
import { addressBehind } from './ask-colleague';
import { askedColleague, chosenTaker } from './chosen-colleague';
import type { Resolver } from './ask-resolver';
import { followAnswer } from './answer-dispute.follow';
import { leftToDecide, type Left } from './left-to-decide';
import { lockDispute } from './lock-dispute';
import { caseOf, type Case } from './case-queries';
import { currentAssignment, type Assignment } from './queries';
import { answerable, type AnswerScope } from './answerable';
import { standInAnswering } from './stand-in-answering';
import { takerOf } from './taken-up';
import { validatorsOf } from './validators';
import { isHis } from './who-answers-now';

/** What the resolver says; the decision stays with staff. The same key always gives the same answer. */
export async function answerDispute(
	unit: Unit<AnswerScope>,
	disputeId: string,
	typed: AnswerDisputeInput,
	beside: Beside | null = null
): Promise<{ answerId: string; isNew: boolean }> {
	const input = meantAnswer(typed);
	const { status } = await lockDispute(unit, disputeId);
	const earlier = await answerWithKey(unit, disputeId, input.idempotencyKey);
	if (earlier) return { answerId: earlier, isNew: false };
	if (!answerable(status))
		throw new AppError('transition_not_allowed', { from: status, to: 'in_progress' });
	const asked = await assignmentOf(unit, disputeId);
	const about = await caseOf(unit, disputeId);
	refuseAll(missingInAnswer(input));
	const left = await leftToDecide(unit, about);
	const { claimed } = left;
	const acceptedMinor = acceptedIn(claimed, input);
	await refuseUnexplained(unit, left, { ...input, acceptedMinor });
	const { verdict } = input;
	const account = await accountBehind(unit, { verdict, contested: claimed }, beside);

	const colleague = asksColleague(input) ? await askedColleague(unit, input) : null;
	const taker = verdict === 'not_for_me' ? await chosenTaker(unit, input) : null;
	const given = { ...input, ...inWords(input, colleague, taker) };
	const answerId = await writeAnswer(unit, about, asked, {
		...{ ...given, acceptedMinor, account },
		asked: asksColleague(input)
			? { colleague: given.colleague, colleagueId: colleague?.id ?? null }
			: {}
	});
	await record(
		unit,
		'dispute.answered',
		{ kind: 'dispute', id: disputeId, customerId: about.customer.id },
		{ answerId, verdict, acceptedMinor, ...account }
	);
	await followAnswer(unit, about, { ...given, answerId, status, found: colleague, taker });
	return { answerId, isNew: true };
}

/** Whoever was chosen is written down by his name. */
const inWords = (
	{ handOver, askTo, colleague }: AnswerDisputeInput,
	found: Colleague | null,
	taker: Resolver | null
) => ({
	handOver: taker?.name ?? handOver,
	colleague: askTo && found ? found.name : colleague
});

async function answerWithKey(
	unit: Unit<AnswerScope>,
	disputeId: string,
	key: string
): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: answer.id })
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, unit.scope.organisationId),
				eq(answer.disputeId, disputeId),
				eq(answer.idempotencyKey, key)
			)
		);
	return row?.id ?? null;
}

/** Only whoever is asked now answers; somebody replaced reads who was. */
async function assignmentOf(unit: Unit<AnswerScope>, disputeId: string): Promise<Assignment> {
	const current = await currentAssignment(unit, disputeId);
	if (unit.scope.audience === 'resolver') {
		if (unit.scope.disputeId !== disputeId) throw new AppError('not_found');
		if (current?.id !== unit.scope.assignmentId)
			throw new AppError('conflict', { who: current?.resolverName ?? '' });
		return current;
	}
	if (!current || !(await isForHim(unit, unit.scope, current))) throw new AppError('not_allowed');
	return current;
}

async function isForHim(unit: Unit<AnswerScope>, { user }: DeskScope, current: Assignment) {
	const question = { ...current, takenById: await takerOf(unit, current.id) };
	return isHis(question, user, await presenceToday(unit));
}

/** Whoever signs it has to read why. */
async function refuseUnexplained(
	unit: Unit<AnswerScope>,
	left: Left,
	{
		acceptedMinor,
		explanation
	}: Pick<AnswerDisputeInput, 'explanation'> & { acceptedMinor: bigint | null }
) {
	if (!acceptedMinor || explanation.trim()) return;
	const levels = await validatorsOf(unit, left);
	if (levels.some(({ above }) => acceptedMinor > above.minor))
		throw new AppError('explanation_required', {}, 'explanation');
}

function acceptedIn(claimed: Money, { verdict, acceptedMinor }: AnswerDisputeInput): bigint | null {
	if (verdict === 'customer_right') return claimed.minor;
	if (verdict === 'customer_wrong') return 0n;
	if (verdict !== 'partly') return null;
	const accepted = acceptedMinorFor('partly_valid', claimed.minor, acceptedMinor);
	if (!accepted.ok)
		throw new AppError(accepted.code, { max: formatMoney(claimed) }, 'acceptedMinor');
	return accepted.acceptedMinor;
}

async function writeAnswer(
	unit: Unit<AnswerScope>,
	about: Case,
	asked: Assignment,
	input: Omit<AnswerDisputeInput, 'acceptedMinor'> & {
		acceptedMinor: bigint | null;
		account: Awaited<ReturnType<typeof accountBehind>>;
		asked: { colleague?: string; colleagueId?: string | null };
	}
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(answer).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		assignmentId: asked.id,
		verdict: input.verdict,
		acceptedMinor: input.acceptedMinor,
		explanation: input.explanation,
		handOver: input.handOver,
		...input.asked,
		byEmail: addressBehind(unit.scope),
		signedName: input.signedName,
		standInId: await standInAnswering(unit, asked),
		...input.account,
		at: unit.now,
		idempotencyKey: input.idempotencyKey
	});
	return id;
}
