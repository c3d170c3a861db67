import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addAct, refuseOtherSigners, waitingRequest, type OnRequest } from './act-on-request';
import { tellStaff } from './notify-dispute';
import { houseToday } from './signers';
import { awaitedIn, waitingRequests } from './waiting-requests';

/** He wants to know more before he signs: whoever asked for it is asked, or who is there for him. @throws required */
export async function askBeforeApproval(unit: Unit<DeskScope>, input: OnRequest): Promise<void> {
	const waiting = await waitingRequest(unit, input);
	const { forName } = await refuseOtherSigners(unit, waiting);
	if (!input.note) throw new AppError('required', {}, 'approvalNote');
	const { row, acts, standing } = await addAct(unit, waiting.request, {
		...{ act: 'ask', note: input.note, forName }
	});
	const [request] = await waitingRequests(unit, { ids: [row.id] });
	const [asker] = request ? awaitedIn(await houseToday(unit), request) : [];
	await tellStaff(unit, waiting.left.about, {
		...{ event: 'approval_question', onceKey: `staff-alert:approval-question:${acts.at(-1)!.id}` },
		amount: money(standing.amountMinor, row.currency),
		...{ to: asker?.id ?? row.askedById, colleague: unit.scope.user.name, text: input.note }
	});
}
