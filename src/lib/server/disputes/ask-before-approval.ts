import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addAct, refuseOtherSigners, waitingRequest, type OnRequest } from './act-on-request';
import { tellStaff } from './notify-dispute';

/** He wants to know more before he signs: whoever asked for it is asked. @throws required */
export async function askBeforeApproval(unit: Unit<DeskScope>, input: OnRequest): Promise<void> {
	const waiting = await waitingRequest(unit, input);
	const { forName } = await refuseOtherSigners(unit, waiting);
	if (!input.note) throw new AppError('required', {}, 'approvalNote');
	const { row, acts, standing } = await addAct(unit, waiting.request, {
		...{ act: 'ask', note: input.note, forName }
	});
	await tellStaff(unit, waiting.left.about, {
		...{ event: 'approval_question', onceKey: `staff-alert:approval-question:${acts.at(-1)!.id}` },
		amount: money(standing.amountMinor, row.currency),
		...{ to: row.askedById, colleague: unit.scope.user.name, text: input.note }
	});
}
