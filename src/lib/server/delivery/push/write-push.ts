import { createHash } from 'node:crypto';
import { isLive, PUSH_LIFE_SECONDS } from '$lib/domain/delivery/devices';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import { pushWords } from '$lib/i18n/push-words';
import { linkPath } from '../../auth/links';
import type { SystemScope } from '../../auth/scope';
import { deviceMark } from '../../customers/device-mark';
import type { Unit } from '../../db/client';
import { organisationOf } from '../../settings/queries';
import type { Delivery } from '../queries';
import type { Written } from '../written';
import type { PushFacts } from './push-facts';
import { deviceById, type Device } from './queries';
import { vapidSubject } from './vapid';

type Asked = { device: Device } | { reason: OwnWord };

const factsOf = ({ facts }: Delivery): PushFacts => facts as unknown as PushFacts;

/** Just before it leaves: whether that device still asks for it, through a link that opens, while it is news. */
export async function askAboutDevice(unit: Unit<SystemScope>, row: Delivery): Promise<Asked> {
	const device = await deviceById(unit, factsOf(row).device);
	if (!device || !isLive(device, unit.now)) return { reason: 'push_off' };
	return secondsLeft(unit, row) > 0 ? { device } : { reason: 'push_late' };
}

const secondsLeft = ({ now }: Unit<SystemScope>, { createdAt }: Delivery): number =>
	PUSH_LIFE_SECONDS - Math.floor((now.getTime() - createdAt.getTime()) / 1000);

/** Its words, and the page they lead to through the link of that device. */
export async function writePush(
	unit: Unit<SystemScope>,
	row: Delivery,
	device: Device
): Promise<Written> {
	const { event, path, ...named } = factsOf(row);
	const creditor = await organisationOf(unit);
	const body = pushWords(event, named, row.language);
	const tag = tagOf(row);
	const shown = {
		...{ title: creditor.name, body, tag, lang: row.language },
		path: linkPath('portal', device.linkId) + path,
		mark: deviceMark(device)
	};
	return {
		written: { subject: body, html: null, text: body },
		message: {
			way: 'push',
			content: {
				...{ deviceId: device.id, endpoint: device.endpoint },
				...{ p256dh: device.p256dh, auth: device.auth },
				payload: JSON.stringify(shown),
				subject: vapidSubject(creditor.email),
				ttl: secondsLeft(unit, row),
				topic: tag
			}
		}
	};
}

/** One per case, of at most 32 characters (RFC 8030, 5.4): the newest takes the place of what nobody looked at yet. */
const tagOf = ({ organisationId, disputeId }: Delivery): string =>
	createHash('sha256').update(`${organisationId}/${disputeId}`).digest('base64url').slice(0, 32);
