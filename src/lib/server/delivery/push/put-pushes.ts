import type { Language } from '$lib/i18n/language';
import type { Scope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import type { MailName } from '../../mail/mails';
import { putMails } from '../outbox';
import type { PushFacts } from './push-facts';
import { liveDevicesOf } from './queries';

interface Telling extends Omit<PushFacts, 'device'> {
	/** The mail that says it in full. */
	mail: MailName;
	/** Of that mail: one push per device and mail. */
	onceKey: string;
	to: { email: string; name: string; language: Language; contactId: string | null };
	customerId: string;
	disputeId: string;
}

/** On every device of somebody who is mailed, in the transaction that causes it. */
export async function putPushes(
	unit: Unit<Scope>,
	{ mail, onceKey, to, customerId, disputeId, ...said }: Telling
): Promise<void> {
	const devices = await liveDevicesOf(unit, { ...to, customerId });
	await putMails(
		unit,
		devices.map(({ id }) => ({
			...{ mail, to, customerId, disputeId },
			channel: 'push' as const,
			onceKey: `push:${onceKey}:${id}`,
			facts: { ...said, device: id }
		}))
	);
}
