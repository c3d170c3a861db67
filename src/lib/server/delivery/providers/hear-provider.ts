import { z } from 'zod';
import { DAY_MS } from '$lib/domain/calendar';
import { LONGEST_TRACKING } from '$lib/domain/dunning/tracking';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import { AppError } from '$lib/domain/errors';
import { subjectsTold } from '../../audit/queries';
import { machineNow } from '../../clock';
import { systemScope } from '../../auth/scope';
import { unitOfWork, type Unit } from '../../db/client';
import type { SystemScope } from '../../auth/scope';
import { organisationOf } from '../../settings/queries';
import { log } from '../../log';
import { lockDelivery } from '../lock-deliveries';
import type { Delivery } from '../queries';
import { confirmLeft, noteAccepted } from '../confirm-left';
import { tellTracked } from '../notice-hook';
import { reportDelivery } from '../report-delivery';
import { RETRIED } from '../retried';
import { isAuthentic, type Signed } from '../signature';
import { providerById, secretOf, wayOf, type Provider } from './queries';

/** What a provider tells us of a message he was given. */
const report = z.object({
	/** His own name for this event: told twice, it is heard once. */
	event: z.string().min(1).max(200),
	/** As we named it in the request. */
	delivery: z.uuid(),
	kind: z.enum(['accepted', 'delivered', 'bounced', 'refused']),
	detail: z.string().max(500).default(''),
	/** Of a registered letter: how the post calls it. */
	tracking: z.string().trim().min(1).max(LONGEST_TRACKING).optional()
});

/**
 * Somebody knocks at the door of a provider. Without the right signature over these very bytes nothing
 * is read, and nothing is said about why.
 * @throws not_signed_in, invalid_input, not_found (not a message he was given, or one that never left)
 */
export async function hearProvider(door: string, signed: Signed & { body: string }): Promise<void> {
	const [organisationId = '', providerId = ''] = door.split('.');
	if (!isId(organisationId) || !isId(providerId)) throw new AppError('not_signed_in');
	const scope = systemScope({ organisationId, timeZone: 'UTC', actor: 'provider' });
	const known = await unitOfWork(scope, (unit) => identify(unit, providerId, signed));
	await unitOfWork(known, (unit) => hear(unit, providerId, signed.body));
}

const isId = (text: string): boolean => z.uuid().safeParse(text).success;

/** Whose day it is from here on. */
async function identify(
	unit: Unit<SystemScope>,
	providerId: string,
	signed: Signed
): Promise<SystemScope> {
	const found = await providerById(unit, providerId);
	if (
		!found ||
		isForgotten(found, unit.now) ||
		!isAuthentic(secretOf(found), signed, machineNow())
	) {
		log('warn', 'provider.not_believed', { providerId });
		throw new AppError('not_signed_in');
	}
	const { timeZone } = await organisationOf(unit);
	return systemScope({ ...unit.scope, timeZone, actor: new URL(found.url).hostname });
}

async function hear(unit: Unit<SystemScope>, providerId: string, body: string): Promise<void> {
	const { event, delivery, kind, detail, tracking } = read(body);
	const provider = await providerById(unit, providerId);
	const row = await lockDelivery(unit, delivery);
	if (!provider || !(await wasGiven(unit, row, provider))) throw new AppError('not_found');
	if (kind === 'accepted' && row.status === 'claimed') await noteAccepted(unit, row);
	// What he refused never left, whatever he had answered.
	if (kind !== 'refused') await confirmLeft(unit, row);
	if (kind !== 'refused' && tracking) await track(unit, row, tracking);
	if (kind !== 'accepted')
		await reportDelivery(unit, row, { kind, eventKey: `${providerId}:${event}`, detail });
}

/** What somebody called off meanwhile is printed here, or not at all: its number is that of another envelope. */
async function track(unit: Unit<SystemScope>, row: Delivery, tracking: string): Promise<void> {
	if (row.noticeId && row.facts.posted === 'registered_letter' && row.status !== 'cancelled')
		await tellTracked(unit, row.noticeId, tracking);
}

/** Days after it was replaced in which a provider may still tell what became of what he was given. */
const HEARD_DAYS = 30;

const isForgotten = ({ disabledAt }: Provider, now: Date): boolean =>
	disabledAt !== null && now.getTime() - disabledAt.getTime() > HEARD_DAYS * DAY_MS;

/** It left on his way while he was in use: he knows nothing of what was never tried, of what another took, nor of what a person posted. */
const wasGiven = async (
	unit: Unit<SystemScope>,
	row: Delivery,
	{ channel, createdAt, disabledAt }: Provider
): Promise<boolean> =>
	row.channel === wayOf(channel) &&
	postedBy(row, channel) &&
	(row.sentAt === null || row.sentAt >= createdAt) &&
	(disabledAt === null || row.firstAttemptAt === null || row.firstAttemptAt <= disabledAt) &&
	(wasHandedOver(row) || (await wasHandedOverBefore(unit, row)));

/** A restored database has forgotten the attempt, and was told since that it left. */
const wasHandedOver = ({ attempts, response }: Delivery): boolean =>
	attempts > 0 || response === REMEMBERED;

/** A person let it leave again: its attempts count from there, and he may still tell of those before. */
const wasHandedOverBefore = async (unit: Unit<SystemScope>, row: Delivery): Promise<boolean> =>
	(row.text !== null || row.facts.posted !== undefined) &&
	(await subjectsTold(unit, [RETRIED], [row.id])).has(row.id);

const REMEMBERED: OwnWord = 'restored';

/** Plain letters and registered ones may have been given to two people; which of them, its claim wrote down. */
const postedBy = ({ facts }: Delivery, channel: Provider['channel']): boolean =>
	facts.posted === undefined || facts.posted === channel;

function read(body: string): z.infer<typeof report> {
	try {
		return report.parse(JSON.parse(body));
	} catch {
		throw new AppError('invalid_input');
	}
}
