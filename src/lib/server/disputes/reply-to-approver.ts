import { openQuestion } from '$lib/domain/disputes/approval-request';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addAct, waitingRequest, type OnRequest } from './act-on-request';
import { mailSigners } from './mail-signers';

/** What the approver wanted to know; whoever signs next is asked again. @throws required, nothing_asked */
export async function replyToApprover(unit: Unit<DeskScope>, input: OnRequest): Promise<void> {
	const { left, request } = await waitingRequest(unit, input);
	const asked = openQuestion(request.acts);
	// Nobody answers himself.
	if (!asked || asked.byId === unit.scope.user.id) throw new AppError('nothing_asked');
	if (!input.note) throw new AppError('required', {}, 'approvalNote');
	await addAct(unit, request, { act: 'reply', note: input.note });
	await mailSigners(unit, left, input.disputeId);
}
