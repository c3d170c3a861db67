import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answersToRead } from './answers-to-read';
import type { Looker } from './queue-filter';
import { awaitedSignatures, type AwaitedSignature } from './requests-of-mine';
import { askedOfNobodyNow } from './to-assign';

/** What a status alone does not say: every list and page says it of a case in the same words. */
export interface Standing {
	/** Whose signature it waits for. */
	signature: AwaitedSignature | null;
	/** Nobody is asked yet, or nobody any more. */
	isToAssign: boolean;
	/** A mail that may answer what its customer was asked is to be read. */
	isHeard: boolean;
}

interface Stood {
	id: string;
	status: DisputeStatus;
}
/** Of the whole house, as a list found it out. */
export type KnownStandings = Pick<Looker, 'ofNobody' | 'heard'> & {
	requests: Pick<Looker['requests'], 'awaited'>;
};

export async function standings(
	unit: Unit<DeskScope>,
	ids: readonly string[],
	known?: KnownStandings
): Promise<(one: Stood) => Standing> {
	const awaited = known?.requests.awaited ?? (await awaitedSignatures(unit, ids));
	const unasked = new Set(known?.ofNobody ?? (await askedOfNobodyNow(unit, ids)));
	const heard = new Set(known?.heard ?? (await answersToRead(unit, ids)).keys());
	return ({ id, status }) => ({
		signature: awaited.get(id) ?? null,
		isToAssign: status === 'submitted' || unasked.has(id),
		isHeard: heard.has(id)
	});
}
