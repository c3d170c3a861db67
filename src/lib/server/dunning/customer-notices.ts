import { creditIn } from '$lib/domain/dunning/asked';
import { askedIn } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { returnsOf } from '../delivery/returns';
import { legalStagesOf } from './legal-queries';
import { noticesOfCustomer } from './notice-queries';

/** What was sent to a customer or waits to be, the newest first, and whether lawyers write now. */
export async function customerNotices(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const { id } = await customerById(unit, customerId);
	const notices = await noticesOfCustomer(unit, id);
	const [legal = null] = await legalStagesOf(unit, id);
	const shown = notices.slice(0, limit);
	const returns = await returnsOf(
		unit,
		shown.map(({ noticeId }) => noticeId)
	);
	return {
		legal,
		total: notices.length,
		rows: shown.map(({ content, ...row }) => ({
			noticeId: row.noticeId,
			on: row.closedOn ?? row.plannedOn,
			stepKey: row.stepKey,
			stepName: content?.stepName ?? null,
			channel: row.channel,
			legal: row.legal,
			status: row.status,
			/** It left and came back. */
			returned: returns.get(row.noticeId) ?? null,
			asked: content ? askedIn(content) : [],
			credit: content ? creditIn(content) : []
		}))
	};
}
