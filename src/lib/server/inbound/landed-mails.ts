import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { inboundFate, inboundReading } from '../db/schema/inbound';

/** The mails about these cases that became words by themselves, each with what a person made of it besides. */
export const landedMails = ({ tx, scope }: Unit<InsideScope>, disputeIds: readonly string[]) =>
	tx
		.select({
			mailId: inboundFate.mailId,
			subject: inboundFate.subject,
			readingId: inboundReading.id,
			becameId: inboundReading.disputeId
		})
		.from(inboundFate)
		.leftJoin(
			inboundReading,
			and(
				eq(inboundReading.organisationId, inboundFate.organisationId),
				eq(inboundReading.mailId, inboundFate.mailId)
			)
		)
		.where(
			and(
				eq(inboundFate.organisationId, scope.organisationId),
				among(inboundFate.disputeId, disputeIds),
				eq(inboundFate.kind, 'message')
			)
		)
		.orderBy(asc(inboundFate.at));

/** Under which key its words stand in a case. */
export const keyOfMail = (mailId: string): string => `mail:${mailId}`;
