import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addAct, waitingRequest, type OnRequest } from './act-on-request';
import { mailSigners } from './mail-signers';

/** What the approver wanted to know; whoever signs next is asked again. @throws explanation_required, nothing_asked */
export async function replyToApprover(unit: Unit<DeskScope>, input: OnRequest): Promise<void> {
	const { left, request } = await waitingRequest(unit, input);
	if (!request.standing.isAsked) throw new AppError('nothing_asked');
	if (!input.note) throw new AppError('explanation_required', {}, 'approvalNote');
	await addAct(unit, request, { act: 'reply', note: input.note });
	await mailSigners(unit, left, input.disputeId);
}
