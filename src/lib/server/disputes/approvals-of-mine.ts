import { SIGNED_AT_ONCE, whyOneByOne } from '$lib/domain/disputes/sign-many';
import type { Money } from '$lib/domain/money';
import type { Presence } from '../absences/presence';
import { filesOfCases, shownFile } from '../attachments/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { waitingShown } from './approvals-shown';
import { casesOf } from './case-queries';
import { leftsToDecide, type Left } from './left-to-decide';
import { mergedClaims, shownClaim } from './merged-claims';
import { opinionsOfRound } from './opinions-of-round';
import { houseToday, maySign, type House } from './signers';
import { signManyLimitOf } from './sign-many';
import { waitingRequests, type WaitingRequest } from './waiting-requests';
import { versionsRead, wordsSinceEach } from './words-since';

/** What waits for the signature of this colleague, the oldest first, with what he has to know to give it. */
export async function approvalsOfMine(unit: Unit<DeskScope>, asked: number) {
	const limit = await signManyLimitOf(unit);
	const house = await houseToday(unit);
	const toSign = (await waitingRequests(unit)).filter(
		({ standing, signing }) => !standing.isAsked && maySign(house, signing, unit.scope.user.id)
	);
	const pages = Math.max(1, Math.ceil(toSign.length / SIGNED_AT_ONCE));
	const page = Math.min(asked, pages);
	const from = (page - 1) * SIGNED_AT_ONCE;
	const oldest = toSign.toReversed().slice(from, from + SIGNED_AT_ONCE);
	const rows = await shownOf(unit, oldest, { house, limit });
	const { id: userId, email: resolverEmail } = unit.scope.user;
	return {
		...{ rows, total: toSign.length, page, pages, limit },
		/** While he is away somebody else signs. */
		away: awayShown(house.presences.of({ userId, resolverEmail }))
	};
}

const awayShown = ({ awayUntil, standIn }: Presence) =>
	awayUntil && { until: awayUntil, standIn: standIn?.name ?? '' };

/** As many queries for all of them as for one. */
async function shownOf(
	unit: Unit<DeskScope>,
	requests: readonly WaitingRequest[],
	{ house, limit }: { house: House; limit: Money }
) {
	const ids = requests.map(({ row }) => row.disputeId);
	const lefts = await leftsToDecide(unit, (await casesOf(unit, ids)).values());
	const waiting = requests.map((request) => {
		const left = lefts.get(request.row.disputeId)!;
		return { left, request };
	});
	const shown = await waitingShown(unit, waiting, house);
	const beside = await besideOf(unit, requests);
	const reader = unit.scope.user.id;
	return waiting.map(({ left }, at) => rowOf({ left, request: shown[at]!, limit, reader }, beside));
}

/** Of the cases of these requests: what to read of each before it is signed. */
async function besideOf(unit: Unit<DeskScope>, requests: readonly WaitingRequest[]) {
	const ids = requests.map(({ row }) => row.disputeId);
	const since = new Map(requests.map(({ row }) => [row.disputeId, row.askedAt]));
	return {
		wordsOf: await wordsSinceEach(unit, since),
		versionOf: await versionsRead(unit, ids),
		filesOf: await filesOfCases(unit, ids),
		claimsOf: await mergedClaims(unit, ids),
		opinionOf: await opinionsOfRound(unit, ids)
	};
}
type Beside = Awaited<ReturnType<typeof besideOf>>;

interface Row {
	left: Left;
	request: Awaited<ReturnType<typeof waitingShown>>[number];
	limit: Money;
	/** His id. */
	reader: string;
}

function rowOf(
	{ left, request, limit, reader }: Row,
	{ wordsOf, versionOf, filesOf, claimsOf, opinionOf }: Beside
) {
	const { dispute, customer, reason, items } = left.about;
	const { id: disputeId, reference } = dispute;
	const since = wordsOf(disputeId);
	return {
		/** Why it is not signed together with others; null: it may be. */
		alone: whyOneByOne({
			...{ amount: request.amount, limit, isSpoken: since.length > 0 },
			isCustomerAsked: request.askedCustomer !== null,
			isReduced: request.amount.minor < request.asked.minor
		}),
		...{ disputeId, reference, customer, request },
		version: versionOf(disputeId),
		/** For whom he signs, where he stands in. */
		forName: request.waitsFor.find(({ id }) => id === reader)?.forName ?? '',
		/** Of whoever was asked about it. */
		opinion: opinionOf(disputeId),
		/** Of the customer or whoever was asked: nobody signs over words he has not read. */
		since,
		reason: reason.labels,
		claimed: left.claimed,
		explanation: dispute.explanation,
		invoices: [...new Set(items.map(({ number }) => number))],
		files: filesOf(disputeId).map(shownFile),
		/** Of the cases that go on in this one: what is signed is for them too. */
		merged: claimsOf(disputeId).map((claim) => shownClaim(claim))
	};
}
