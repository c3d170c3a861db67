import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { acceptedMinorFor, outcomeAllowed } from '$lib/domain/disputes/resolution';
import type { TaskInput } from '$lib/domain/disputes/tasks';
import type { DecideDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { minorMax, minorMin, money, type Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { record } from '../audit/record';
import type { DeskScope, InsideScope } from '../auth/scope';
import { requestCredit } from '../credits/request-credit';
import type { Unit } from '../db/client';
import { disputeItem } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { addTasks } from './add-tasks';
import { askApproval } from './ask-approval';
import { askedAgainIf } from './asked-again';
import { grantAlone, type Grant } from './grant';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf, type Case, type CaseItem } from './case-queries';
import { leftToDecide, type Credited, type Left } from './left-to-decide';
import { moveCase } from './move-case';
import { DECISION_KEY, moveTasks } from './move-tasks';
import { putInOrder } from './put-in-order';
import { tellTaskOwners } from './tell-task-owners';
import { refuseWhenSpoken } from './words-since';

export type Decided =
	| { isDecided: true; resolutionId: string; acceptedMinor: bigint }
	| { isDecided: false; requestId: string; acceptedMinor: bigint };

/**
 * Says who is right and what is given; the customer is told in the same transaction. What one person may not
 * give alone is signed first: nothing is decided then, and nobody outside is told.
 */
export async function decideDispute(
	unit: Unit<DeskScope>,
	input: DecideDisputeInput & { seen?: string; tasks?: readonly TaskInput[] }
): Promise<Decided> {
	const { status } = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	if (!canMove(status, 'decided'))
		throw new AppError('transition_not_allowed', { from: status, to: 'decided' });
	const left = await leftToDecide(unit, await caseOf(unit, input.disputeId));
	const acceptedMinor = acceptedIn(left.claimed, input);
	// They wait with the decision, where it has to be signed first.
	const tasks = await moveTasks(unit, left.about, input.tasks ?? []);
	await addTasks(unit, left.about.dispute, tasks, taskKey(unit));
	const grant = await grantAlone(unit, left, acceptedMinor);
	if (!grant) return askFor(unit, left, { ...input, acceptedMinor });
	const decision = { ...input, acceptedMinor, by: unit.scope.user };
	return { isDecided: true, ...(await applyDecision(unit, left, decision, grant)) };
}

/** A form that is sent again finds the case decided. */
const taskKey =
	({ now }: Unit<DeskScope>) =>
	(place: number): string =>
		`${DECISION_KEY}${now.getTime()}-${place}`;

async function askFor(
	unit: Unit<DeskScope>,
	left: Left,
	{ verdict, outcome, explanation, acceptedMinor }: Omit<Decision, 'by'>
): Promise<Decided> {
	const { requestId } = await askApproval(unit, left, {
		...{ kind: 'decision', verdict, outcome, amountMinor: acceptedMinor, text: explanation }
	});
	return { isDecided: false, requestId, acceptedMinor };
}

interface Decision extends Pick<DecideDisputeInput, 'verdict' | 'outcome' | 'explanation'> {
	acceptedMinor: bigint;
	by: { id: string; name: string };
	/** The offer it carries out. */
	proposalId?: string;
	/** The customer agreed to it, and his yes was told together with what it means. */
	isTold?: boolean;
}

/** Written down, told and booked, up to what was granted. */
export async function applyDecision(
	unit: Unit<InsideScope>,
	{ about, credited, claimed }: Left,
	decision: Decision,
	grant: Grant
): Promise<{ resolutionId: string; acceptedMinor: bigint }> {
	const { verdict, outcome, explanation, acceptedMinor, isTold = false } = decision;
	const { id } = about.dispute;
	if (acceptedMinor > grant.mostMinor)
		throw new Error(`${acceptedMinor} given where ${grant.mostMinor} is granted`);
	const resolutionId = await writeResolution(unit, about, decision, grant);
	const parts = await splitOverItems(unit, about, credited, acceptedMinor);
	if (acceptedMinor > 0n) await askForCredit(unit, about, { ...decision, resolutionId, parts });
	const accepted = money(acceptedMinor, claimed.currency);
	const again = await askedAgainIf(unit, about, acceptedMinor);
	const before = about.claimed.minor - claimed.minor;
	const creditedBefore = before > 0n ? { creditedBefore: money(before, claimed.currency) } : {};
	await moveCase(unit, about, 'decided', {
		told: {
			mail: 'dispute-decided',
			facts: { verdict, outcome, claimed, accepted, ...creditedBefore, explanation, ...again }
		},
		isTold
	});
	// The letter about the decision says that the rest follows.
	await putInOrder(unit, id, true);
	await tellTaskOwners(unit, about, decision.by);
	await record(
		unit,
		'dispute.decided',
		{ kind: 'dispute', id, customerId: about.customer.id },
		{ resolutionId, verdict, outcome, acceptedMinor, by: decision.by.name }
	);
	return { resolutionId, acceptedMinor };
}

function acceptedIn(claimed: Money, input: DecideDisputeInput): bigint {
	const { verdict, outcome } = input;
	if (!outcomeAllowed(verdict, outcome)) throw new AppError('outcome_invalid', {}, 'outcome');
	const accepted = acceptedMinorFor(verdict, claimed.minor, input.acceptedMinor, outcome);
	if (!accepted.ok)
		throw new AppError(accepted.code, { max: formatMoney(claimed) }, 'acceptedMinor');
	return accepted.acceptedMinor;
}

async function writeResolution(
	unit: Unit<InsideScope>,
	about: Case,
	{ verdict, outcome, explanation, acceptedMinor, by, proposalId }: Decision,
	{ requestId }: Grant
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(resolution).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		verdict,
		outcome,
		acceptedMinor,
		explanation,
		decidedAt: unit.now,
		decidedById: by.id,
		decidedByName: by.name,
		proposalId: proposalId ?? null,
		approvalRequestId: requestId
	});
	return id;
}

interface Part {
	item: CaseItem;
	minor: bigint;
}

/** The accounting system is asked for what this round gives. */
const askForCredit = (
	unit: Unit<InsideScope>,
	{ dispute, reason, claimed }: Case,
	{ acceptedMinor, explanation, by, resolutionId, parts }: Decision & Credit
) =>
	requestCredit(unit, {
		...{ customerId: dispute.customerId, disputeId: dispute.id, resolutionId },
		...{ amountMinor: acceptedMinor, currency: claimed.currency },
		...{ reasonCode: reason.canonicalCode, why: explanation, askedByName: by.name },
		parts: parts.map(({ item, minor }) => ({
			...{ invoiceId: item.invoiceId, invoiceNumber: item.number },
			description: item.line?.description ?? '',
			quantity: item.claimedQuantity ?? '',
			amountMinor: String(minor)
		}))
	});

interface Credit {
	resolutionId: string;
	parts: readonly Part[];
}

/** Item after item, never more than what each still claims; what was credited before stays accepted. */
async function splitOverItems(
	unit: Unit<InsideScope>,
	{ items }: Case,
	credited: Credited,
	acceptedMinor: bigint
): Promise<Part[]> {
	const parts: Part[] = [];
	let left = acceptedMinor;
	for (const item of items) {
		const before = credited.get(item.id) ?? 0n;
		const part = minorMin(left, minorMax(0n, item.claimedMinor - before));
		left -= part;
		if (part > 0n) parts.push({ item, minor: part });
		await unit.tx
			.update(disputeItem)
			.set({ acceptedMinor: before + part })
			.where(
				and(eq(disputeItem.organisationId, unit.scope.organisationId), eq(disputeItem.id, item.id))
			);
	}
	return parts;
}
