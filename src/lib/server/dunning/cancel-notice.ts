import { and, inArray } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { endUnsaid, isWritten } from './end-unsaid';
import { ofNotice } from './look-again';

/**
 * The facts no longer call for it. It may be planned again when they do; what may have arrived never is,
 * nor what is on paper already: a letter is written once, and what it claimed is void with it.
 */
export async function cancelNotice(
	unit: Unit<InsideScope>,
	{ id, customerId }: { id: string; customerId: string },
	reasons: string[]
): Promise<void> {
	const closed = (await isWritten(unit, id))
		? await endUnsaid(unit, id, { from: OPEN, reasons })
		: await callOff(unit, id, reasons);
	if (closed)
		await record(unit, 'notice.cancelled', { kind: 'notice', id, customerId }, { reasons });
}

const OPEN: NoticeStatus[] = ['planned', 'to_confirm', 'failed'];

async function callOff(unit: Unit<InsideScope>, id: string, reasons: string[]): Promise<boolean> {
	const closed = await unit.tx
		.update(notice)
		.set({ status: 'cancelled', reasons, closedAt: unit.now, closedOn: unit.today })
		.where(and(ofNotice(unit, id), inArray(notice.status, OPEN)))
		.returning({ id: notice.id });
	return closed.length > 0;
}
