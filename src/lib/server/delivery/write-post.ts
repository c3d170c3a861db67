import { AppError } from '$lib/domain/errors';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { PostedLetter } from './notice-hook';
import { callbackUrl, providerFor } from './providers/queries';
import type { Delivery } from './queries';
import type { Written } from './written';

/** The letter of a notice, for whoever prints and posts it. @throws provider_missing */
export async function writePost(
	unit: Unit<SystemScope>,
	row: Delivery,
	{ channel, name, address, pdf, reference }: PostedLetter
): Promise<Written> {
	const provider = await providerFor(unit, channel);
	if (!provider) throw new AppError('provider_missing');
	return {
		written: { subject: reference, html: null, text: null, facts: { posted: channel } },
		message: {
			way: 'post',
			content: {
				provider,
				deliveryId: row.id,
				channel,
				content: { to: { name, address }, pdf: Buffer.from(pdf).toString('base64') },
				callback: callbackUrl(unit.scope.organisationId, provider.id)
			}
		}
	};
}
