import { bounceSaid } from '$lib/domain/inbound/bounce';
import { readMessageId } from '../auth/reply-key';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mailAnswered } from '../delivery/answered';
import type { Delivery } from '../delivery/queries';
import { reportDelivery } from '../delivery/report-delivery';
import { oneLine } from '../mail/escape';
import type { InboundMail } from './queries';
import type { ReadMail } from './read-mail';

/**
 * A mail of ours that came back for good is told like any other return; one that only waits is not. Which
 * mail it was is believed for the Message-ID alone, which nobody but its reader could know.
 * @returns the mail it is about; null when it is none of ours
 */
export async function hearBounce(
	unit: Unit<SystemScope>,
	{ sha256 }: InboundMail,
	{ raw }: ReadMail
): Promise<Delivery | null> {
	const { ids, isForGood, detail } = bounceSaid(raw);
	const mine = [unit.scope.organisationId];
	const proven = ids.map((id) => readMessageId(id, mine)).find((answered) => answered !== null);
	const row = proven && (await mailAnswered(unit, proven.deliveryId));
	if (!row) return null;
	if (isForGood && (row.status === 'sent' || row.status === 'unknown'))
		await reportDelivery(unit, row, {
			kind: 'bounced',
			eventKey: `mail:${sha256}`,
			detail: oneLine(detail)
		});
	return row;
}
