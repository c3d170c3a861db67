import { and, eq } from 'drizzle-orm';
import { voidedIds } from '$lib/domain/late-charges/standing';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateCharge } from '../db/schema/late-charges';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { writeCharge } from './decide-charge';
import { chargesOf } from './queries';

/**
 * A claim becomes void: nobody owes it any more. The row of the claim stays as it was.
 * @throws not_found, conflict when it is no claim or void already
 */
export async function withdrawCharge(
	unit: Unit<InsideScope>,
	chargeId: string,
	reason: string
): Promise<string> {
	const claim = await find(unit, chargeId);
	await lockInvoicesById(unit, [claim.invoiceId]);
	const withdrawn = voidedIds(await chargesOf(unit, [claim.invoiceId]));
	if (claim.decision !== 'claimed' || withdrawn.has(chargeId)) throw new AppError('conflict');
	const { customerId, invoiceId, kind, amountMinor, currency, noticeId } = claim;
	return writeCharge(unit, {
		customerId,
		invoiceId,
		kind,
		decision: 'void',
		untilOn: unit.today,
		amountMinor,
		currency,
		reason,
		chargeId,
		noticeId
	});
}

async function find(unit: Unit<InsideScope>, chargeId: string) {
	const [row] = await unit.tx
		.select()
		.from(lateCharge)
		.where(
			and(eq(lateCharge.organisationId, unit.scope.organisationId), eq(lateCharge.id, chargeId))
		);
	if (!row) throw new AppError('not_found');
	return row;
}
