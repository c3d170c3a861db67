import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { ofNotice } from './look-again';

/** Customer, invoice and step: what makes a notice the same one, in a restored database too. */
export async function noticeName(unit: Unit<SystemScope>, noticeId: string): Promise<string> {
	const [row] = await unit.tx
		.select({
			customerId: notice.customerId,
			leaderInvoiceId: notice.leaderInvoiceId,
			stepKey: notice.stepKey
		})
		.from(notice)
		.where(ofNotice(unit, noticeId));
	return row ? `${row.customerId}:${row.leaderInvoiceId}:${row.stepKey}` : noticeId;
}
