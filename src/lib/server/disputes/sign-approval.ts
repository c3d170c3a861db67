import { wrongReduction } from '$lib/domain/disputes/approval-request';
import { wrongReducedText } from '$lib/domain/disputes/reduced-text';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import {
	addAct,
	refuseOtherSigners,
	waitingRequest,
	type OnRequest,
	type Waiting
} from './act-on-request';
import type { ApprovalRequest } from './approval-requests';
import { caseOf } from './case-queries';
import { grantRequest } from './grant-request';
import { levelsOf } from './grant';
import { mailSigners } from './mail-signers';
import { outdatedAs } from './outdated-request';
import { signedBefore } from './signed-before';
import { toldToday } from './told-today';
import { refuseWhenSpoken } from './words-since';

/** `amountMinor`: less than was asked for; missing: all of it. */
export interface Signature extends OnRequest {
	amountMinor?: bigint | undefined;
	isReduced: boolean;
	/** Of one who reduces it: what the customer reads instead of words about more. */
	customerText?: string | undefined;
	/** That words which he did not change, or which name the old amount too, fit the new one. */
	isTextConfirmed?: boolean | undefined;
}

type Reduced = Required<Pick<Signature, 'customerText'>> & { amountMinor: bigint };

export interface Signed {
	isGranted: boolean;
	/** Whom a letter about the case reaches today. */
	told: { readers: readonly string[] };
}

/**
 * One level signs, for all that is asked or for less; the last one's signature carries it out.
 * @throws four_eyes, not_his_to_sign, wrote_meanwhile, approval_outdated, approval_over
 */
export async function signApproval(unit: Unit<DeskScope>, input: Signature): Promise<Signed> {
	const { isGranted } = (await signedBefore(unit, input)) ?? (await sign(unit, input));
	const { readers } = await toldToday(unit, await caseOf(unit, input.disputeId));
	return { isGranted, told: { readers } };
}

async function sign(unit: Unit<DeskScope>, input: Signature): Promise<{ isGranted: boolean }> {
	const waiting = await waitingRequest(unit, input);
	const { forName } = await refuseOtherSigners(unit, waiting);
	await refuseWhenSpoken(unit, input.disputeId, input.seen);
	if (await outdatedAs(unit, waiting.left, waiting.request.row))
		throw new AppError('approval_outdated');
	const { note, isReduced } = input;
	const reduced = isReduced ? reducedTo(waiting, input) : {};
	const request = await addAct(unit, waiting.request, {
		...{ act: isReduced ? 'reduce' : 'approve', note, forName },
		...reduced
	});
	const { left } = waiting;
	const levels = await levelsOf(unit, left, request.standing.amountMinor);
	if (request.standing.signed >= levels.length) {
		await grantRequest(unit, left, request);
		return { isGranted: true };
	}
	if ((await mailSigners(unit, left, input.disputeId)) === 0)
		throw new AppError('nobody_to_approve');
	return { isGranted: false };
}

function reducedTo({ request }: Waiting, signature: Signature): Reduced {
	const { amountMinor, customerText = '' } = signature;
	const from = request.standing.amountMinor;
	const wrong = wrongReduction(from, amountMinor);
	const max = formatMoney(money(from, request.row.currency));
	if (wrong) throw new AppError(wrong, { max }, 'approvedMinor');
	refuseOldWords(request, { ...signature, customerText, amountMinor: amountMinor! });
	return { amountMinor: amountMinor!, customerText };
}

/** Words about more are none about less: whoever reduces says what the customer reads. */
function refuseOldWords(
	{ row, acts, standing }: ApprovalRequest,
	{ amountMinor, customerText, isTextConfirmed }: Signature & Reduced
): void {
	const { currency } = row;
	const taken = acts.map((act) => act.amountMinor).filter((minor) => minor !== null);
	const wrong = wrongReducedText({
		...{ currency, beforeMinor: [row.amountMinor, ...taken], toMinor: amountMinor },
		...{ before: standing.text, text: customerText, isConfirmed: isTextConfirmed ?? false }
	});
	if (!wrong) return;
	const [amount, asked] = [amountMinor, standing.amountMinor].map((minor) =>
		formatMoney(money(minor, currency))
	);
	throw new AppError(wrong, { amount: amount!, asked: asked! }, 'customerText');
}
