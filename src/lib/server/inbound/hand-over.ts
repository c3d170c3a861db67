import { AppError } from '$lib/domain/errors';
import { LARGEST_MAIL } from '$lib/domain/inbound/limits';
import { machineNow } from '../clock';
import { isAuthentic } from '../delivery/signature';
import { env } from '../env';
import { isInstanceHeld } from '../instance/queries';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { receiveMail } from './receive-mail';
import { settleMail } from './settle-mail';
import { inboundScope, whoseMail } from './whose-mail';

export interface HandedOver {
	/** Whose mailbox it lay in, by its short name. */
	organisation: string;
	recipient: string;
	timestamp: string;
	signature: string;
	/** The mail as it came. */
	raw: Uint8Array;
}

/** For whom it is belongs to what is signed: nobody sends a mail of one organisation to another. */
export const signedBody = ({
	organisation,
	recipient,
	raw
}: Pick<HandedOver, 'organisation' | 'recipient' | 'raw'>): Uint8Array =>
	Buffer.concat([Buffer.from(`${organisation}.${recipient}.`), raw]);

/**
 * A mail server hands a mail over. Without the right signature over these very bytes nothing is kept. Once
 * it is kept the server need not try again: what is not read to its end now is read later.
 * @throws not_signed_in, not_found (no such organisation), file_too_large
 */
export async function handOver({ organisation, recipient, raw, ...signed }: HandedOver) {
	const secret = env().INBOUND_SECRET;
	if (
		!secret ||
		!isAuthentic(
			secret,
			{ ...signed, body: signedBody({ organisation, recipient, raw }) },
			machineNow()
		)
	) {
		log('warn', 'inbound.not_believed', {});
		throw new AppError('not_signed_in');
	}
	// A restored copy would hear what the original hears.
	if (await isInstanceHeld()) throw new AppError('unavailable');
	if (raw.length > LARGEST_MAIL) throw new AppError('file_too_large');
	const owner = (await allOrganisations()).find(({ slug }) => slug === organisation);
	if (!owner) throw new AppError('not_found');
	const scope = await whoseMail(raw, { recipient, owner: inboundScope(owner) });
	const { mailId } = await receiveMail(scope, { bytes: raw, recipient });
	await settleMail(scope, mailId).catch((error: unknown) =>
		log('error', 'inbound.not_settled', { mailId, error })
	);
}
