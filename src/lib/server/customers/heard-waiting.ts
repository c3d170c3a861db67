import { DAY_MS } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openClaims } from '../payments/claim-queries';
import { scoresToCall } from '../disputes/satisfaction-calls';
import { openInvoices } from '../invoices/queries';
import { pausesUntilBooked } from './claim-pauses';
import { openMessages } from './message-queries';
import { customersByIds } from './queries';

/** Something a customer said that waits for an answer, or a payment found that nobody booked. */
export interface Heard {
	what: 'claim' | 'question' | 'wrong_person' | 'not_booked' | 'low_score';
	at: Date;
	customer: { code: string; name: string };
	/** The case it is about, when it is about one. */
	reference: string | null;
}

/** The longest waiting first. */
export async function heardWaiting(unit: Unit<InsideScope>): Promise<Heard[]> {
	const said = [
		...(await openClaims(unit)).map((one) => heard(one, 'claim')),
		...(await openMessages(unit)).map((one) => heard(one, one.kind)),
		...(await notBooked(unit)).map((one) => heard(one, 'not_booked')),
		...(await scoresToCall(unit)).map((one) => heard(one, 'low_score', one.reference))
	];
	const ids = [...new Set(said.map(({ customerId }) => customerId))];
	const customers = new Map((await customersByIds(unit, ids)).map((one) => [one.id, one]));
	return said
		.map(({ customerId, ...one }) => {
			const { code, name } = customers.get(customerId)!;
			return { ...one, customer: { code, name } };
		})
		.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const heard = (
	{ customerId, at }: { customerId: string; at: Date },
	what: Heard['what'],
	reference: string | null = null
) => ({ customerId, at, what, reference });

/** A payment that was found reaches the books within this time, or somebody looks for it. */
const BOOKED_WITHIN_DAYS = 7;

/** Once per customer, since the first of them. */
async function notBooked(unit: Unit<InsideScope>) {
	const before = new Date(unit.now.getTime() - BOOKED_WITHIN_DAYS * DAY_MS);
	const pauses = await pausesUntilBooked(unit, before);
	const invoiceIds = pauses.flatMap(({ invoiceId }) => invoiceId ?? []);
	const open = new Set(
		(await openInvoices(unit, { invoiceIds })).flatMap(({ id, openMinor }) =>
			openMinor > 0n ? id : []
		)
	);
	const waiting = pauses.filter(({ invoiceId }) => open.has(invoiceId!));
	return [...new Map(waiting.toReversed().map((one) => [one.customerId, one])).values()];
}
