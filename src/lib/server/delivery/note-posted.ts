import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import type { Language } from '$lib/i18n/language';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';

export interface PostedByHand {
	noticeId: string;
	customerId: string;
	toName: string;
	language: Language;
	postedOn: LocalDate;
}

const BY_HAND: OwnWord = 'by_hand';

/**
 * What a person put in the post box, written down when something is heard of it: from then on it is a
 * message like those a provider carried.
 * @returns its id; that of the provider's when one carried it
 */
export async function notePosted(unit: Unit<InsideScope>, posted: PostedByHand): Promise<string> {
	const { organisationId, timeZone } = unit.scope;
	const known = await sentDelivery(unit, posted.noticeId);
	if (known) return known;
	const { postedOn, ...fields } = posted;
	const id = uuidv7();
	await unit.tx.insert(delivery).values({
		...fields,
		organisationId,
		id,
		channel: 'post',
		mail: 'dunning-notice',
		onceKey: `posted:${posted.noticeId}`,
		toEmail: '',
		facts: {},
		status: 'sent',
		messageId: `<${id}@entendu>`,
		response: BY_HAND,
		createdAt: unit.now,
		nextAttemptAt: unit.now,
		// Nobody notes the hour: the noon of that day.
		sentAt: sql`((${postedOn}::date + time '12:00') at time zone ${timeZone})`
	});
	return id;
}

async function sentDelivery(unit: Unit<InsideScope>, noticeId: string): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: delivery.id })
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.noticeId, noticeId),
				eq(delivery.channel, 'post'),
				eq(delivery.status, 'sent')
			)
		);
	return row?.id ?? null;
}
