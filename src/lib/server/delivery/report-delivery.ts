import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { markBounced } from '../customers/mark-bounced';
import type { Unit } from '../db/client';
import { deliveryReport, type DeliveryReportKind } from '../db/schema/delivery';
import type { Delivery } from './queries';

export interface Report {
	kind: DeliveryReportKind;
	/** Names the event where it comes from: heard twice, it is written once. */
	eventKey: string;
	detail: string;
}

type Reported = Pick<Delivery, 'id' | 'customerId' | 'channel' | 'mail' | 'toEmail'>;

/**
 * What was heard of a message after it left. One that came back says that its contact cannot be
 * reached that way: the next mail goes to somebody else, and somebody is asked to look.
 * @returns false when it was known
 */
export async function reportDelivery(
	unit: Unit<InsideScope>,
	row: Reported,
	{ kind, eventKey, detail }: Report
): Promise<boolean> {
	const { rowCount } = await unit.tx
		.insert(deliveryReport)
		.values({
			organisationId: unit.scope.organisationId,
			id: uuidv7(),
			deliveryId: row.id,
			kind,
			eventKey,
			detail,
			at: unit.now,
			by: actorOf(unit.scope).name
		})
		.onConflictDoNothing();
	if (!rowCount) return false;
	if (isReturn(kind) && isForCustomer(row) && row.customerId)
		await markBounced(unit, row.customerId, row.toEmail, detail);
	const subject = { kind: 'delivery', id: row.id, customerId: row.customerId } as const;
	await record(unit, `delivery.${kind}`, subject, { mail: row.mail, detail });
	return true;
}

const isReturn = (kind: DeliveryReportKind): boolean => kind === 'bounced' || kind === 'refused';

/** A mail for the customer; one for a colleague says nothing about anybody's contact. */
const isForCustomer = ({ channel, mail }: Reported): boolean =>
	channel === 'email' && (mail === 'dunning-notice' || mail.startsWith('dispute-'));
