import type { SQL } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import { customersToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { returnedCustomers, type ReturnedCustomer } from './returned-customers';
import { unwritten, type UnwrittenReason } from './unwritten';
import { wrongNumbers } from './wrong-numbers';

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
/** Whose customers are asked about: as a filter of `namedCustomers`, and of these codes. */
interface AlertsOf {
	which: SQL | undefined;
	among: (codes: readonly string[]) => Promise<ReadonlySet<string>>;
}

export interface Alerts {
	count: number;
	/** The first of them, by name. */
	customers: Alert[];
}

/**
 * Customers nobody can write to, contacts whose hours never meet ours (even where somebody else was
 * written to), calls that reached a stranger; derived, so each lasts until somebody changes its cause.
 */
export async function alertsOf(
	unit: Unit<InsideScope>,
	{ most = SHOWN, of }: { most?: number; of?: AlertsOf } = {}
): Promise<Alerts> {
	const decided = await unwritten(unit, of?.which);
	const first = await decided.first(most);
	const told = [...(await wronglyCalled(unit)), ...(await returnedCustomers(unit))];
	const his = of ? await of.among(told.map(({ code }) => code)) : null;
	const all = oncePerCustomer(told.filter(({ code }) => !his || his.has(code)));
	const known = await decided.among(all.map(({ code }) => code));
	const heard = all.filter(({ code }) => !known.has(code));
	return {
		count: (first[0]?.of ?? 0) + heard.length,
		customers: [...heard, ...first.map(({ code, name, reason }) => ({ code, name, reason }))]
	};
}

const SHOWN = 10;

/** The first of each customer, with the others beside it. */
function oncePerCustomer(alerts: readonly Alert[]): Alert[] {
	const byCode = groupBy(alerts, ({ code }) => code);
	return [...byCode.values()].map(([first, ...others]) => ({
		...first!,
		...(others.length > 0 && { also: others.map(alsoOf) })
	}));
}

const alsoOf = ({ reason, noticeId }: Alert) => ({ reason, ...(noticeId && { noticeId }) });

/** Those whose last call reached a stranger, as long as the number is the one that was dialled. */
async function wronglyCalled(unit: Unit<InsideScope>): Promise<Alert[]> {
	const customers = await customersToDun(unit, await wrongNumbers(unit));
	return customers.map(({ code, name }) => ({ code, name, reason: 'wrong_number' }));
}
