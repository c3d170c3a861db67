import { money } from '$lib/domain/money';
import { isSameAddress } from '$lib/domain/same-address';
import { openQuestion } from '$lib/domain/disputes/approval-request';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import type { Colleague } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { headToday, type HeadToday } from './head-today';
import type { Left } from './left-to-decide';
import { mailHeadOfSigners, mailSigners, remindSignersByMail } from './mail-signers';
import { tellStaff } from './notify-dispute';
import type { House } from './signers';
import { awaitedIn, type WaitingRequest } from './waiting-requests';
import { whoAnswersFor } from './who-answers-for';

export interface DueApproval {
	request: WaitingRequest;
	step: FollowUp;
}

interface Reminding extends DueApproval {
	left: Left;
	house: House;
}

/** Whoever it waits for is asked again; from some day on the head of his team reads it too, and whoever wants it. */
export async function remindSigners(unit: Unit<SystemScope>, due: Reminding): Promise<void> {
	const { left, request, step, house } = due;
	if (step.kind === 'moved') {
		await mailSigners(unit, left, request.row.disputeId);
		return;
	}
	const awaited = awaitedIn(house, request);
	if (request.standing.isAsked) await remindAsker(unit, due, awaited);
	else await remindSignersByMail(unit, left, { step, to: awaited });
	if (step.kind === 'manager') await tellOthers(unit, due, awaited);
}

/** The question of the approver again, to whoever wants his signature. */
async function remindAsker(
	unit: Unit<SystemScope>,
	{ left, request, step }: Reminding,
	[asker]: readonly Colleague[]
) {
	const { row, acts, standing } = request;
	const question = openQuestion(acts);
	if (!question) return;
	await tellStaff(unit, left.about, {
		event: 'approval_question',
		onceKey: `staff-alert:approval-question:${question.id}:${step.on}`,
		amount: money(standing.amountMinor, row.currency),
		...{ to: asker?.id ?? row.askedById, colleague: question.byName, text: question.note }
	});
}

async function tellOthers(
	unit: Unit<SystemScope>,
	{ left, request, step, house }: Reminding,
	awaited: readonly Colleague[]
): Promise<void> {
	const names = awaited.map(({ name }) => name);
	const { row, standing } = request;
	for (const head of await headsOf(unit, left, house, awaited))
		await mailHeadOfSigners(unit, left, { step, head, names });
	if (standing.isAsked) return;
	await tellStaff(unit, left.about, {
		event: 'approval_silent',
		onceKey: `staff-alert:approval-silent:${row.id}:${step.on}`,
		amount: money(standing.amountMinor, row.currency),
		...{ to: row.askedById, colleague: names.join(', '), text: '' }
	});
}

/** Each once, and none who was asked himself. */
async function headsOf(
	unit: Unit<SystemScope>,
	{ about }: Left,
	{ presences }: House,
	awaited: readonly Colleague[]
): Promise<HeadToday[]> {
	const heads = new Map<string, HeadToday>();
	for (const { id: userId, email: resolverEmail } of awaited) {
		const named = await whoAnswersFor(unit, about, { userId, resolverEmail });
		const head = named && headToday(named, presences);
		if (head && !awaited.some(({ email }) => isSameAddress(email, head.headEmail)))
			heads.set(head.headEmail.toLowerCase(), head);
	}
	return [...heads.values()];
}
