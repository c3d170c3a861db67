import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addAct, refuseOtherSigners, waitingRequest, type OnRequest } from './act-on-request';
import { endRequest } from './end-request';
import { tellStaff } from './notify-dispute';

/** The case goes on undecided; whoever asked is told why. @throws explanation_required, as signing does */
export async function refuseApproval(unit: Unit<DeskScope>, input: OnRequest): Promise<void> {
	const waiting = await waitingRequest(unit, input);
	const { forName } = await refuseOtherSigners(unit, waiting);
	if (!input.note) throw new AppError('explanation_required', {}, 'approvalNote');
	const { row, standing } = await addAct(unit, waiting.request, {
		...{ act: 'refuse', note: input.note, forName }
	});
	await endRequest(unit, row, 'refused');
	await tellStaff(unit, waiting.left.about, {
		...{ event: 'approval_refused', onceKey: `staff-alert:approval-refused:${row.id}` },
		amount: money(standing.amountMinor, row.currency),
		...{ to: row.askedById, colleague: unit.scope.user.name, text: input.note }
	});
}
