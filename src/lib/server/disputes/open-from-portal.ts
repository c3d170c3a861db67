import { eq } from 'drizzle-orm';
import type { OpenDisputeInput } from '$lib/domain/disputes/schema';
import type { Language } from '$lib/i18n/language';
import type { IncomingFile } from '../attachments/prepare-files';
import { sentFiles } from '../attachments/sent-files';
import { takeFiles, type AheadFile } from '../attachments/take-files';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import { signatureOf, type PortalScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { inTurnOf } from '../in-turn';
import { contentDigest, typedDigest } from './content-digest';
import { continuedAnyway } from './known-answered';
import { openDispute, type OpenedDispute } from './open-dispute';
import { openedBefore } from './open-dispute.once';

interface FromPortal extends OpenDisputeInput {
	language: Language;
	files: readonly (IncomingFile | AheadFile)[];
	/** Keys of what was on file and shown before. */
	seen: readonly string[];
	/** The form as it was typed, without its key and files. */
	typed?: string | undefined;
}

/**
 * The case this very form has opened, whatever is free of its invoices by now.
 * @throws sent_otherwise when it was sent with other content
 */
export async function openedFromPortal(
	scope: PortalScope,
	{ typed, files, idempotencyKey }: Pick<FromPortal, 'files' | 'idempotencyKey'> & { typed: string }
): Promise<OpenedDispute | null> {
	const contentSha256 = typedDigest(typed, await sentFiles(scope, files));
	const { customerId } = scope;
	return unitOfWork(scope, (unit) =>
		openedBefore(unit, { customerId, idempotencyKey, contentSha256 })
	);
}

/**
 * A case a customer opens behind his link. The same form sent many times at once waits for the first of them, which
 * opens it: each of them waiting for the same invoices inside the database would keep its connections from others.
 */
export const openFromPortal = (scope: PortalScope, input: FromPortal): Promise<OpenedDispute> =>
	inTurnOf(`${scope.customerId}:${input.idempotencyKey}`, () => open(scope, input));

/** What was sent already is answered before a photo is looked at. */
async function open(
	scope: PortalScope,
	{ seen, typed, ...input }: FromPortal
): Promise<OpenedDispute> {
	const { customerId, holder } = scope;
	const contentSha256 = contentDigest(input, await sentFiles(scope, input.files), typed);
	const sent = { ...input, customerId, contentSha256 };
	const earlier = await unitOfWork(scope, (unit) => openedBefore(unit, sent));
	if (earlier) return earlier;
	const files = await takeFiles(scope, input.files);
	const raiser = {
		raisedByName: signatureOf(holder),
		raisedByEmail: holder.email,
		contactId: holder.contactId
	};
	return unitOfWork(scope, async (unit) => {
		const opened = await openDispute(unit, { ...sent, ...raiser, source: 'portal', files });
		const invoiceIds = [...new Set(input.items.map(({ invoiceId }) => invoiceId))];
		if (opened.isNew) await refuseTooMany(unit);
		if (opened.isNew)
			await continuedAnyway(unit, { ...input, invoiceIds, seen, disputeId: opened.disputeId });
		return opened;
	});
}

/** A case of a cent is a case: each is mailed to staff and has its number. This one is among them. @throws customer_too_often */
const refuseTooMany = (unit: Unit<PortalScope>): Promise<void> =>
	refuseAboveCustomerDay(unit, {
		...{ table: dispute, at: dispute.openedAt, most: CUSTOMER_DAY.disputes + 1 },
		which: eq(dispute.source, 'portal')
	});
