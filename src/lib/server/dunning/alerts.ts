import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import { customersToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { lastCallsWaiting } from './call-queries';
import { returnedCustomers, type ReturnedCustomer } from './returned-customers';
import { unwritten, unwrittenOf, type UnwrittenReason } from './unwritten';

export interface Alert {
	code: string;
	name: string;
	/** `wrong_number`: somebody called. `came_back`: it left, in vain. */
	reason: UnwrittenReason | 'wrong_number' | ReturnedCustomer['reason'];
	/** Of a letter that came back. */
	noticeId?: string;
	/** What else stands in the way of the same customer. */
	also?: Pick<Alert, 'reason' | 'noticeId'>[];
}
export interface Alerts {
	count: number;
	/** The first of them, by name. */
	customers: Alert[];
}

/**
 * Customers today's run could not write to, contacts whose hours never meet ours (even where somebody
 * else was written to), calls that reached a stranger; derived, so it is over when they change.
 */
export async function alertsOf(unit: Unit<InsideScope>): Promise<Alerts> {
	const decided = await unwritten(unit);
	const all = oncePerCustomer([...(await wronglyCalled(unit)), ...(await returnedCustomers(unit))]);
	const known = await unwrittenOf(
		unit,
		all.map(({ code }) => code)
	);
	const heard = all.filter(({ code }) => !known.has(code));
	return {
		count: (decided[0]?.of ?? 0) + heard.length,
		customers: [...heard, ...decided.map(({ code, name, reason }) => ({ code, name, reason }))]
	};
}

/** The first of each customer, with the others beside it. */
function oncePerCustomer(alerts: readonly Alert[]): Alert[] {
	const byCode = groupBy(alerts, ({ code }) => code);
	return [...byCode.values()].map(([first, ...others]) => ({
		...first!,
		...(others.length > 0 && { also: others.map(alsoOf) })
	}));
}

const alsoOf = ({ reason, noticeId }: Alert) => ({ reason, ...(noticeId && { noticeId }) });

/** Those whose call reached a stranger and is still to be made. */
async function wronglyCalled(unit: Unit<InsideScope>): Promise<Alert[]> {
	const wrong = (await lastCallsWaiting(unit)).filter(({ outcome }) => outcome === 'wrong_number');
	const customers = await customersToDun(unit, [
		...new Set(wrong.map(({ customerId }) => customerId))
	]);
	return customers.map(({ code, name }) => ({ code, name, reason: 'wrong_number' }));
}
