import { mayBeAsked } from '$lib/domain/access';
import { handedBack } from '$lib/domain/disputes/handed-back';
import { canMove, waitsOutside } from '$lib/domain/disputes/lifecycle';
import type { AssignDisputeInput } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isClosedAddress } from '../settings/closed-accounts';
import { organisationOf, usersOf } from '../settings/queries';
import { askResolver, endAssignment, revokeLinksOf, type Resolver } from './ask-resolver';
import { calledBefore } from './called-before';
import { answersOf, assignmentsOf, stepsOf } from './history';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { caseOf, type Case } from './case-queries';
import { moveCase } from './move-case';
import { questionSoFar } from './questions';

/** Asks a colleague, with or without an account; whoever was asked before is not any more. Where no question comes with it, what was asked so far goes on. */
export async function assignDispute(
	unit: Unit<InsideScope>,
	input: AssignDisputeInput & { seen?: string }
): Promise<{ assignmentId: string }> {
	const { status } = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (!canMove(status, 'assigned'))
		throw new AppError('transition_not_allowed', { from: status, to: 'assigned' });
	const resolver = await resolverIn(unit, input);
	const about = await caseOf(unit, input.disputeId);

	const assignmentId = await askInstead(unit, about, resolver, input.question);
	await moveCase(unit, about, 'assigned', { note: resolver.name });
	return { assignmentId };
}

/**
 * What a colleague was asked is asked of another one. While the customer or a third party is waited for, that wait goes
 * on: who answers here is nothing to them.
 */
export async function passQuestion(
	unit: Unit<InsideScope>,
	disputeId: string,
	userId: string
): Promise<void> {
	const { status } = await lockDispute(unit, disputeId);
	const resolver = await resolverIn(unit, { disputeId, userId, ...NOBODY_TYPED });
	const about = await caseOf(unit, disputeId);
	await askInstead(unit, about, resolver);
	if (!waitsOutside(status)) await moveCase(unit, about, 'assigned', { note: resolver.name });
}

const NOBODY_TYPED = { resolverName: '', resolverEmail: '' };

async function askInstead(
	unit: Unit<InsideScope>,
	about: Case,
	resolver: Resolver,
	asked?: string
): Promise<string> {
	const { id } = about.dispute;
	const question = asked ?? (await questionSoFar(unit, id));
	const closed = await doorsToClose(unit, id);
	await endAssignment(unit, id);
	await revokeLinksOf(unit, closed);
	const assignmentId = await askResolver(unit, about, resolver, question);
	await record(
		unit,
		'dispute.assigned',
		{ kind: 'dispute', id, customerId: about.customer.id },
		{ assignmentId, resolver: resolver.name, email: resolver.email }
	);
	return assignmentId;
}

/**
 * Whoever handed it over before could still look; once staff ask somebody else, he cannot. Whoever gave it back
 * to be asked of somebody else reads who that is.
 */
async function doorsToClose(unit: Unit<InsideScope>, disputeId: string) {
	const assignments = await assignmentsOf(unit, disputeId);
	const steps = await stepsOf(unit, disputeId);
	const back = handedBack(assignments, await answersOf(unit, disputeId), steps);
	return assignments.filter(({ id }) => id !== back?.assignmentId);
}

async function resolverIn(unit: Unit<InsideScope>, input: AssignDisputeInput): Promise<Resolver> {
	const users = await usersOf(unit);
	if (input.userId) {
		const found = users.find((user) => user.id === input.userId);
		if (!found || !mayBeAsked(found)) throw new AppError('not_found', {}, 'userId');
		return { userId: found.id, name: found.name, email: found.email, language: found.language };
	}
	const email = input.resolverEmail.toLowerCase();
	// Nobody was chosen: his name without an address is somebody else whose address is missing.
	if (!email && input.resolverName) throw new AppError('email_invalid', {}, 'resolverEmail');
	if (!email) throw new AppError('required', {}, 'userId');
	if (await isClosedAddress(unit, email)) throw new AppError('colleague_left', {}, 'resolverEmail');
	// A colleague typed by hand keeps his account: the case shows up in his own list.
	const known = users.find((user) => user.email.toLowerCase() === email);
	return {
		userId: known?.id ?? null,
		name: input.resolverName || known?.name || (await calledBefore(unit, email)),
		email,
		language: known?.language ?? (await organisationOf(unit)).language
	};
}
