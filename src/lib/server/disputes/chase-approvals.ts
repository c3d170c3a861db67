import { uuidv7 } from 'uuidv7';
import { isWorkingDay } from '$lib/domain/calendar';
import { followUpOn } from '$lib/domain/disputes/follow-up';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { approvalFollowUp } from '../db/schema/approval-follow-ups';
import { mailsPut } from '../delivery/outbox-queries';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { approvalDueOf, askedOnOf } from './approval-days';
import { approvalStepsOf } from './approval-follow-ups';
import { caseOf } from './case-queries';
import { deadlinesOf } from './deadline-facts';
import { leftToDecide } from './left-to-decide';
import { lockDispute } from './lock-dispute';
import { signerKey } from './mail-signers';
import { passedOnNow, type KindOf, type LeavingUser, type Move } from './moves';
import { outdatedAs } from './outdated-request';
import { remindSigners, type DueApproval } from './remind-signers';
import { houseToday, signersOf, type House } from './signers';
import { waitingRequests, type WaitingRequest } from './waiting-requests';

/**
 * Whoever is to sign and does not is reminded as whoever is to answer is, then the head of his team; whoever signs now
 * for somebody who went away is asked once. Each step once, on a worked day.
 */
export async function chaseApprovals(scope: SystemScope): Promise<void> {
	const due = await unitOfWork(scope, dueToday);
	for (const { request } of due)
		await unitOfWork(scope, (unit) => chase(unit, request)).catch((error: unknown) =>
			log('error', 'approval.not_chased', { requestId: request.row.id, error })
		);
}

/** Of what waits for signatures, what was his to sign and is somebody else's today: nothing of who is away besides. */
export async function approvalsToPassOn(
	unit: Unit<SystemScope>,
	away: LeavingUser
): Promise<Move[]> {
	const his = await hisToSign(unit, await waitingRequests(unit), away);
	if (his.length === 0) return [];
	const due = await stepsOf(unit, his, await houseToday(unit), passedOnNow);
	return due.map(({ request }) => ({
		disputeId: request.row.disputeId,
		pass: () => chase(unit, request, passedOnNow)
	}));
}

/** He was asked, for himself or as a substitute, or the rules name him. */
async function hisToSign(
	unit: Unit<SystemScope>,
	waiting: readonly WaitingRequest[],
	{ id }: LeavingUser
): Promise<WaitingRequest[]> {
	const put = await mailsPut(
		unit,
		waiting.map((request) => signerKey(request, id))
	);
	return waiting.filter(
		(request) => request.signing.level?.approverId === id || put.has(signerKey(request, id))
	);
}

async function dueToday(unit: Unit<SystemScope>): Promise<DueApproval[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const waiting = await waitingRequests(unit);
	return waiting.length > 0 ? stepsOf(unit, waiting, await houseToday(unit)) : [];
}

async function chase(
	unit: Unit<SystemScope>,
	{ row }: WaitingRequest,
	kindOf: KindOf = followUpOn
): Promise<void> {
	await lockDispute(unit, row.disputeId);
	// Read again behind the lock: somebody may have signed, or another replica reminded him.
	const waiting = await waitingRequests(unit, { ids: [row.id] });
	const house = await houseToday(unit);
	const [due] = await stepsOf(unit, waiting, house, kindOf);
	if (!due) return;
	const left = await leftToDecide(unit, await caseOf(unit, row.disputeId));
	// Nobody can sign it as it is: it goes back to whoever wants it (lapse-requests.ts).
	if (await outdatedAs(unit, left, row)) return;
	await writeStep(unit, due);
	await remindSigners(unit, { left, house, ...due });
}

async function writeStep(unit: Unit<SystemScope>, { request, step }: DueApproval): Promise<void> {
	const { id: requestId, disputeId, customerId } = request.row;
	const { organisationId } = unit.scope;
	await unit.tx.insert(approvalFollowUp).values({
		...{ organisationId, id: uuidv7(), customerId, disputeId, requestId },
		...{ round: request.acts.length, ...step, at: unit.now }
	});
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	const { kind, dueOn } = step;
	await record(unit, 'dispute.approval_chased', subject, { requestId, kind, dueOn });
}

/** Of these, those with a step that is due today. */
async function stepsOf(
	unit: Unit<SystemScope>,
	waiting: readonly WaitingRequest[],
	house: House,
	kindOf: KindOf = followUpOn
): Promise<DueApproval[]> {
	const calendar = await workingCalendarOf(unit);
	const takenOf = await approvalStepsOf(
		unit,
		waiting.map(({ row }) => row.id)
	);
	const hasMovedOf = await movedSince(unit, waiting, house);
	const deadlines = await deadlinesOf(
		unit,
		waiting.map(({ row }) => row.disputeId)
	);
	return waiting.flatMap((request) => {
		const facts = deadlines.get(request.row.disputeId);
		if (!facts) return [];
		const { dueOn } = approvalDueOf(unit, request, facts);
		const asked = { since: askedOnOf(unit, request), dueOn, hasMoved: hasMovedOf(request) };
		const kind = kindOf(asked, takenOf(request), unit.today, calendar);
		return kind ? [{ request, step: { kind, on: unit.today, dueOn } }] : [];
	});
}

/** Somebody signs now who was not asked: whoever was went away, or came back. */
async function movedSince(
	unit: Unit<SystemScope>,
	waiting: readonly WaitingRequest[],
	house: House
): Promise<(request: WaitingRequest) => boolean> {
	const keysOf = (request: WaitingRequest) =>
		request.standing.isAsked
			? []
			: signersOf(house, request.signing).map(({ id }) => signerKey(request, id));
	const put = await mailsPut(unit, waiting.flatMap(keysOf));
	return (request) => keysOf(request).some((key) => !put.has(key));
}
