import type { ApprovalMatrix, ApprovalRule } from '$lib/domain/disputes/approval';
import { openQuestion } from '$lib/domain/disputes/approval-request';
import { strictestLimit } from '$lib/domain/disputes/strictest-levels';
import { money, type Money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalMatrixOf } from '../settings/approval-queries';
import { approvalDueOf } from './approval-days';
import { askedCustomers } from './asked-customer';
import { approvalStepsOf } from './approval-follow-ups';
import { requestsOf, type ActRow, type ApprovalRequest } from './approval-requests';
import { claimsItWas } from './claims-it-was';
import { deadlinesOf } from './deadline-facts';
import { givenBefore, levelsOf, levelsOfEach } from './grant';
import type { Left } from './left-to-decide';
import { outdatedOf } from './outdated-request';
import { refusedRequests } from './refused-requests';
import { requestsToRedo } from './requests-to-redo';
import {
	awayInstead,
	houseToday,
	maySign,
	shownSigners,
	signersOf,
	signingOf,
	type House,
	type ShownSigner
} from './signers';
import { validatorsAmong } from './validators';

/** What a case says of signatures: what waits and for whom, what was asked before, and what one may give alone. */
export async function approvalsShown(unit: Unit<DeskScope>, left: Left) {
	const { about } = left;
	const matrix = await approvalMatrixOf(unit);
	const { id } = about.dispute;
	const claims = (await claimsItWas(unit, [id]))(id);
	const limit = strictestLimit(matrix, claims, about.claimed.currency);
	const house = await houseToday(unit);
	const requests = await requestsOf(unit, id);
	const rules = await levelsOf(unit, left, left.claimed.minor);
	const open = requests.find(({ row }) => !row.endedAt);
	const before = await givenBefore(unit, left);
	return {
		/** Of this round: what earlier ones and other cases about the same invoices gave counts. Null: no limit. */
		limit: limit && money(limit.minor > before ? limit.minor - before : 0n, limit.currency),
		/** Why that is less than the rules say. */
		spent: limit && before > 0n ? { whole: limit, amount: money(before, limit.currency) } : null,
		levels: levelsShown(unit, left, { rules, matrix, house, before }),
		/** Of what whoever looks after it decides. */
		validators: validatorsAmong(rules, left, { house, before, currency: matrix.currency }),
		waiting: open ? (await waitingShown(unit, [{ left, request: open }], house))[0]! : null,
		toRedo: await toRedoShown(unit, id),
		/** Not signed, and nothing else was decided or asked for since. */
		refused: (await refusedRequests(unit, [id])).get(id) ?? null,
		past: requests.filter(({ row }) => row.endedAt).map(shown)
	};
}

/** One level that a decision of this colleague reaches. */
export interface ShownLevel {
	/** Of this round. */
	above: Money;
	/** Nobody: whoever may approve by then. */
	signers: ShownSigner[];
}

interface Limits {
	rules: readonly ApprovalRule[];
	matrix: ApprovalMatrix;
	house: House;
	before: bigint;
}

/** Who would sign what this colleague decides, in their order, up to the whole claim. */
function levelsShown(
	unit: Unit<DeskScope>,
	left: Left,
	{ rules, matrix, house, before }: Limits
): ShownLevel[] {
	const { currency } = left.claimed;
	const own = { askedById: unit.scope.user.id };
	const signedBy: string[] = [];
	return rules.map(({ aboveMinor, approverId }, signed) => {
		const signing = signingOf(rules, own, { signed, signedBy: [...signedBy] });
		const [only, ...others] = signersOf(house, signing);
		if (only && others.length === 0) signedBy.push(only.id);
		const minor = currency === matrix.currency && aboveMinor > before ? aboveMinor - before : 0n;
		// Which of them signs the levels before is not known yet.
		const isOpen = signed > 0 && !approverId;
		return { above: money(minor, currency), signers: isOpen ? [] : shownSigners(house, signing) };
	});
}

interface Waiting {
	left: Left;
	request: ApprovalRequest;
}

/** What waits about these cases, each with whom it waits for, in their order. */
export async function waitingShown(
	unit: Unit<DeskScope>,
	waiting: readonly Waiting[],
	house: House
) {
	const ids = waiting.map(({ left }) => left.about.dispute.id);
	const requests = waiting.map(({ request }) => request);
	const levelsIn = await levelsOfEach(unit, ids);
	const dueIn = await duesShown(unit, requests);
	const askedCustomer = await askedCustomers(unit, ids);
	const outdatedAs = await outdatedOf(
		unit,
		requests.map(({ row }) => row)
	);
	return waiting.map(({ left, request }) => ({
		...standingShown(request, levelsIn(left, request.standing.amountMinor), house, unit.scope.user),
		...dueIn(request),
		/** Whoever signs knows that the customer was asked something and has not answered. */
		askedCustomer: askedCustomer.get(request.row.disputeId) ?? null,
		/** Its day is over, or what is contested changed since it was asked: it cannot be signed as it is. */
		outdatedAs: outdatedAs(left, request.row)
	}));
}

function standingShown(
	request: ApprovalRequest,
	levels: readonly ApprovalRule[],
	house: House,
	{ id }: DeskScope['user']
) {
	const { row, acts, standing } = request;
	const signing = signingOf(levels, row, standing);
	const mayHe = maySign(house, signing, id);
	return {
		...shown(request),
		levels: Math.max(levels.length, standing.signed + 1),
		signed: standing.signed,
		isAsked: standing.isAsked,
		waitsFor: shownSigners(house, signing),
		maySign: mayHe,
		/** It would be his to sign, were he not away until then. */
		awayUntil: mayHe ? null : awayInstead(house, signing, id),
		/** It waits for an answer, and not to a question of his own. */
		mayReply: standing.isAsked && openQuestion(acts)?.byId !== id,
		isOwn: row.askedById === id
	};
}

/** What nobody could sign any more, and nobody has asked for anew or decided otherwise. */
async function toRedoShown(unit: Unit<DeskScope>, disputeId: string) {
	const [row] = await requestsToRedo(unit, [disputeId]);
	if (!row) return null;
	const { kind, validUntil, askedByName, amountMinor, currency } = row;
	const amount = money(amountMinor, currency);
	return { kind, validUntil, askedByName, amount, as: row.endedAs };
}

/** By when, why that day, and when whoever it waits for was reminded last. */
async function duesShown(unit: Unit<DeskScope>, requests: readonly ApprovalRequest[]) {
	const rows = requests.map(({ row }) => row);
	const deadlines = await deadlinesOf(
		unit,
		rows.map(({ disputeId }) => disputeId)
	);
	const stepsOf = await approvalStepsOf(
		unit,
		rows.map(({ id }) => id)
	);
	return (request: ApprovalRequest) => {
		const due = approvalDueOf(unit, request, deadlines.get(request.row.disputeId)!);
		return {
			due: { ...due, isLate: due.dueOn < unit.today },
			remindedOn: stepsOf(request).at(-1)?.on ?? null
		};
	};
}

const shown = ({ row, acts, standing }: ApprovalRequest) => ({
	id: row.id,
	kind: row.kind,
	verdict: row.verdict,
	outcome: row.outcome,
	asked: money(row.amountMinor, row.currency),
	amount: money(standing.amountMinor, row.currency),
	text: standing.text,
	validUntil: row.validUntil,
	askedAt: row.askedAt,
	askedByName: row.askedByName,
	endedAt: row.endedAt,
	endedAs: row.endedAs,
	endedByName: row.endedByName,
	acts: acts.map((one) => actShown(one, row.currency))
});

const actShown = (
	{ id, act, level, amountMinor, note, at, byName, forName }: ActRow,
	currency: string
) => ({
	...{ id, act, level, note, at, byName, forName },
	amount: amountMinor === null ? null : money(amountMinor, currency)
});
