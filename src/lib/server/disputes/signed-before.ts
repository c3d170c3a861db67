import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { OnRequest } from './act-on-request';
import { requestsOf, type ActRow, type ApprovalRequest } from './approval-requests';
import { lockDispute, versionOf } from './lock-dispute';

type Press = OnRequest & { isReduced: boolean; amountMinor?: bigint | undefined };

/**
 * The same button pressed twice, on the page it was pressed on before: his signature stands, and what it was about is
 * granted or waits for the next one. Null: he has not signed it so, or opened it again since and means to sign twice.
 */
export async function signedBefore(
	unit: Unit<DeskScope>,
	input: Press
): Promise<{ isGranted: boolean } | null> {
	// Held first: of two presses at one instant the second sees what the first one did.
	await lockDispute(unit, input.disputeId);
	const requests = await requestsOf(unit, input.disputeId);
	const found = requests.find(({ row }) => row.id === input.requestId);
	if (!found?.acts.some((act) => act.byId === unit.scope.user.id && isThat(act, input)))
		return null;
	if (found.row.endedAs === 'granted') return { isGranted: true };
	return (await isPressedAgain(unit, found, input)) ? { isGranted: false } : null;
}

const isThat = (
	{ act, note, amountMinor }: ActRow,
	{ isReduced, note: said, amountMinor: wanted }: Press
): boolean =>
	note === said && (isReduced ? act === 'reduce' && amountMinor === wanted : act === 'approve');

const isPressedAgain = async (
	unit: Unit<DeskScope>,
	{ row }: ApprovalRequest,
	{ disputeId, seen }: Press
): Promise<boolean> =>
	row.endedAt === null &&
	seen !== undefined &&
	(await versionOf(unit, disputeId)) !== seen.split(':')[0];
