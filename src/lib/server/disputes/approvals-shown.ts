import { limitFor } from '$lib/domain/disputes/approval';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalMatrixOf } from '../settings/approval-queries';
import { requestsOf, type ActRow, type ApprovalRequest } from './approval-requests';
import { givenBefore, levelsOf } from './grant';
import type { Left } from './left-to-decide';
import { isOutdated } from './outdated-request';
import { houseToday, maySign, signersOf, type House } from './signers';

/** What a case says of signatures: what waits and for whom, what was asked before, and what one may give alone. */
export async function approvalsShown(unit: Unit<DeskScope>, left: Left) {
	const { about } = left;
	const matrix = await approvalMatrixOf(unit);
	const limit = limitFor(matrix, about.reason, about.claimed.currency);
	const house = await houseToday(unit);
	const requests = await requestsOf(unit, about.dispute.id);
	const open = requests.find(({ row }) => !row.endedAt);
	const before = await givenBefore(unit, left);
	return {
		/** Of this round: what earlier ones and other cases about the same invoices gave counts. Null: no limit. */
		limit: limit && money(limit.minor > before ? limit.minor - before : 0n, limit.currency),
		/** Who would sign first what this colleague asks for. */
		approvers: await firstSigners(unit, left, house),
		waiting: open ? await waitingShown(unit, left, open, house) : null,
		past: requests.filter(({ row }) => row.endedAt).map(shown)
	};
}

async function firstSigners(unit: Unit<DeskScope>, left: Left, house: House): Promise<string[]> {
	const [level] = await levelsOf(unit, left, left.claimed.minor);
	const asked = { level, askedById: unit.scope.user.id, signedBy: [] };
	return signersOf(house, asked).map(({ name }) => name);
}

async function waitingShown(
	unit: Unit<DeskScope>,
	left: Left,
	request: ApprovalRequest,
	house: House
) {
	const { row, standing } = request;
	const levels = await levelsOf(unit, left, standing.amountMinor);
	const signing = {
		...{ level: levels[standing.signed], askedById: row.askedById, signedBy: standing.signedBy }
	};
	const { id } = unit.scope.user;
	return {
		...shown(request),
		levels: Math.max(levels.length, standing.signed + 1),
		signed: standing.signed,
		isAsked: standing.isAsked,
		waitsFor: signersOf(house, signing).map(({ name }) => name),
		maySign: maySign(house, signing, id),
		isOwn: row.askedById === id,
		/** What is contested changed since it was asked, or its day is over: it cannot be signed as it is. */
		isOutdated: await isOutdated(unit, left, row)
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
