import { plainTypography, shortEnough } from '$lib/domain/delivery/text-segments';
import { AppError } from '$lib/domain/errors';
import { linkKindOf } from '../auth/link-queries';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { env } from '../env';
import type { MailFacts } from '../mail/mails';
import { textVariants } from '../mail/views/dunning-text';
import { revive } from '../mail/revive';
import { organisationOf } from '../settings/queries';
import { doorOf, withLink } from './letter-link';
import { callbackUrl, providerFor } from './providers/queries';
import type { Delivery } from './queries';
import type { Written } from './written';

/**
 * A notice as a text message. Its length counts with the real link inside; it rests without.
 * @throws provider_missing
 */
export async function writeText(
	unit: Unit<SystemScope>,
	row: Delivery,
	facts: MailFacts['dunning-notice']
): Promise<Written> {
	const provider = await providerFor(unit, 'sms');
	if (!provider) throw new AppError('provider_missing');
	const sender = { ...(await organisationOf(unit)), origin: env().origin };
	const kind = await linkKindOf(unit, row.linkId);
	const open = (text: string) =>
		withLink({ linkId: row.linkId, facts: row.facts, html: '', text }, kind).text;
	const letter = {
		language: row.language,
		sender,
		to: { name: row.toName, door: doorOf(row.linkId) }
	};
	const [fullest, ...others] = textVariants(revive(facts), letter).map(plainTypography);
	const variants = [fullest!, ...others] as const;
	const sent = shortEnough(variants.map(open) as [string, ...string[]]);
	const rests = variants.find((text) => open(text) === sent)!;
	return {
		written: { subject: firstWords(rests), html: null, text: rests },
		message: {
			way: 'sms',
			content: {
				provider,
				deliveryId: row.id,
				channel: 'sms',
				content: { to: row.toPhone, text: sent },
				callback: callbackUrl(unit.scope.organisationId, provider.id)
			}
		}
	};
}

/** How it is called in a list. */
const firstWords = (text: string): string => text.split(/\. |\n/)[0]!.slice(0, 120);
