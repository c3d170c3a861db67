import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { together } from '../db/together';
import { casesOf } from './case-queries';
import { redoersOf, requestsToRedo } from './requests-to-redo';
import { houseToday, maySign, type House } from './signers';
import { askerIn, awaitedIn, waitingRequests, type WaitingRequest } from './waiting-requests';

export interface RequestsOfMine {
	/** Cases whose next signature is his to give. */
	toSign: string[];
	/** Cases in which an approver asked him something. */
	toReply: string[];
	/** Cases in which nobody could sign any more what he wanted, with the last day of an offer that ran out. */
	toRedo: ReadonlyMap<string, LocalDate | null>;
	/** Cases of the house that wait for a signature, or for an answer to whoever is to give it. */
	awaited: ReadonlyMap<string, AwaitedSignature>;
	/** Of them, those in which it is for somebody else to sign or to answer. */
	byOthers: readonly WaitingRequest[];
	/** Of these, the cases of which he wants the signature, or speaks for whoever does. */
	wanted: readonly string[];
}

export interface AwaitedSignature {
	/** An approver asked something first. */
	isAsked: boolean;
	/** Whose turn it is, by name. */
	by: readonly string[];
}

/** What waits for this colleague. */
export async function requestsOf(unit: Unit<InsideScope>, userId: string): Promise<RequestsOfMine> {
	const [waiting, lapsed] = await together(unit, () => [
		waitingRequests(unit),
		requestsToRedo(unit)
	]);
	if (waiting.length + lapsed.length === 0) return NOTHING;
	const house = await houseToday(unit);
	const redoerOf = await redoersOf(unit, lapsed, house);
	const cases = (which: (one: (typeof waiting)[number]) => boolean) =>
		waiting.filter(which).map(({ row }) => row.disputeId);
	const isHim = ({ id }: { id: string }) => id === userId;
	const isToSign = ({ standing, signing }: WaitingRequest) =>
		!standing.isAsked && maySign(house, signing, userId);
	const isToReply = (one: WaitingRequest) =>
		one.standing.isAsked && awaitedIn(house, one).some(isHim);
	const byOthers = waiting.filter((one) => !isToSign(one) && !isToReply(one));
	return {
		...{ toSign: cases(isToSign), toReply: cases(isToReply), byOthers },
		wanted: byOthers
			.filter(({ askers }) => askerIn(house, askers).some(isHim))
			.map(({ row }) => row.disputeId),
		toRedo: new Map(
			lapsed
				.filter((row) => redoerOf(row)?.id === userId)
				.map(({ disputeId, endedAs, validUntil }) => [
					disputeId,
					endedAs === 'expired' ? validUntil : null
				])
		),
		awaited: new Map(waiting.map((one) => [one.row.disputeId, awaitedBy(house, one)]))
	};
}

/** Whose turn it is in each of these cases that waits for a signature. */
export async function awaitedSignatures(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<RequestsOfMine['awaited']> {
	const waiting = ids.length > 0 ? await waitingRequests(unit, { disputeIds: ids }) : [];
	if (waiting.length === 0) return new Map();
	const house = await houseToday(unit);
	return new Map(waiting.map((one) => [one.row.disputeId, awaitedBy(house, one)]));
}

/** The references of the cases whose next signature is his, or his among others. */
export async function signaturesAwaitedFrom(
	unit: Unit<InsideScope>,
	userId: string
): Promise<string[]> {
	const waiting = await waitingRequests(unit);
	if (waiting.length === 0) return [];
	const house = await houseToday(unit);
	const his = waiting.filter(
		({ standing, signing }) => !standing.isAsked && maySign(house, signing, userId)
	);
	const cases = await casesOf(
		unit,
		his.map(({ row }) => row.disputeId)
	);
	return [...cases.values()].map(({ dispute }) => dispute.reference).sort();
}

const NOTHING: RequestsOfMine = {
	toSign: [],
	toReply: [],
	toRedo: new Map(),
	awaited: new Map(),
	byOthers: [],
	wanted: []
};

const awaitedBy = (house: House, one: WaitingRequest): AwaitedSignature => ({
	isAsked: one.standing.isAsked,
	by: awaitedIn(house, one).map(({ name }) => name)
});
