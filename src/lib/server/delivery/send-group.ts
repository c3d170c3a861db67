import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork } from '../db/client';
import { log } from '../log';
import { begin, giveBack } from './begin';
import type { Claim } from './claim';
import type { Group } from './claim-group';
import { crashAt } from './crash-points';
import { noteLeft } from './journal';
import { onceAvailable } from './once-available';
import type { Attempt } from './outcome';
import type { Lane } from './registry';
import { settleAndBegin, settleDelivery } from './settle';

/** The turn a group is sent in. */
export interface Course {
	scope: SystemScope;
	lane: Lane;
	/** Whether another dialogue may begin, also after this answer. */
	goesOn: (last?: Attempt) => boolean;
	/** It is written down. */
	settled: (claim: Claim, attempt: Attempt) => void;
}

/** A group on its way through one lane: `waiting` is claimed, and nothing of it has left. */
interface Passage extends Course {
	group: Group;
	waiting: Claim[];
}

/**
 * One after the other. Whatever does not begin in time, or at all because the turn is over or nobody
 * answers there, is given back at once. @returns the ids of those
 */
export async function sendGroup(course: Course, group: Group): Promise<string[]> {
	const passage = { ...course, group, waiting: [...group.claims] };
	const back: string[] = [];
	const release = async () => back.push(...(await releaseWaiting(passage)));
	let released: Promise<unknown> = Promise.resolve();
	// A server that keeps the first of them waiting does not keep the others.
	const tooLate = setTimeout(
		() => (released = release()),
		group.beginUntil.getTime() - machineNow().getTime()
	);
	try {
		for (let claim = await beginFirst(passage); claim;) claim = await sendOne(passage, claim);
	} finally {
		clearTimeout(tooLate);
		await released;
		await release();
	}
	return back;
}

async function beginFirst(passage: Passage): Promise<Claim | undefined> {
	crashAt('claimed_together');
	return beginNext(passage, (next) =>
		unitOfWork(passage.scope, (unit) => begin(unit, next, passage.group))
	);
}

/** @returns the next one, begun */
async function sendOne(passage: Passage, claim: Claim): Promise<Claim | undefined> {
	const { scope, lane, group } = passage;
	crashAt('after_claim');
	const attempt = await lane.send(claim.message);
	if (attempt.kind === 'accepted') noteLeft(scope, claim);
	let isSettled = false;
	const following = await beginNext(
		passage,
		async (next) => {
			isSettled = true;
			return onceAvailable(() => settleAndBegin(scope, { claim, attempt }, { next, group }));
		},
		attempt
	);
	if (!isSettled) await onceAvailable(() => settleDelivery(scope, claim, attempt));
	crashAt('after_commit');
	passage.settled(claim, attempt);
	return following;
}

/** One that does not begin waits again, with all behind it. */
async function beginNext(
	passage: Passage,
	begins: (next: Claim) => Promise<boolean>,
	last?: Attempt
): Promise<Claim | undefined> {
	const next = passage.goesOn(last) ? passage.waiting.shift() : undefined;
	if (!next) return undefined;
	let isBegun = false;
	try {
		isBegun = await begins(next);
	} finally {
		if (!isBegun) passage.waiting.unshift(next);
	}
	return isBegun ? next : undefined;
}

async function releaseWaiting({ scope, group, waiting }: Passage): Promise<string[]> {
	const ids = waiting.splice(0).map(({ id }) => id);
	try {
		await giveBack(scope, ids, group);
		return ids;
	} catch (error) {
		// Whoever looks after their time is over gives them back.
		log('warn', 'delivery.not_given_back', { mails: ids.length, error });
		return [];
	}
}
