import { localDateAt } from '$lib/domain/calendar';
import type { PastNotice } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import { lastCalls } from '../customers/last-calls';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';

/**
 * By customer, the last call a colleague noted: he was spoken to, as in one the scenario planned. It is no step of any
 * scenario, nor about one invoice.
 */
export async function notedCalls(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
): Promise<ReadonlyMap<string, PastNotice>> {
	const { timeZone } = unit.scope;
	return new Map(
		(await lastCalls(unit, customerIds, asOf)).map(({ customerId, at }) => [
			customerId,
			{ stepKey: '', leaderInvoiceId: '', on: localDateAt(at, timeZone), counts: true }
		])
	);
}
