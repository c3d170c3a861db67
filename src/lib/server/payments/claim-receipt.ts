import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { claimFiles } from '../attachments/claim-files';
import type { PortalScope } from '../auth/scope';
import { partsResting, pauseOfClaim } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { paymentClaim } from '../db/schema/payment-claims';
import { portalAccount, type PortalAccount } from '../invoices/portal-account';
import { withFates } from './claim-fates';
import { saidIn, type Claim, type SaidClaim } from './claim-queries';

/** As whoever said it reads it again, with what became of it. @throws not_found */
export async function claimReceipt(unit: Unit<PortalScope>, claimId: string) {
	const row = await claimOfCustomer(unit, claimId);
	const account = await portalAccount(unit);
	const [claim] = await withFates(unit, await saidIn(unit, [row]), account);
	const { reference, note } = row;
	return {
		...claim!,
		...{ claimId, reference, note, decisionNote: claim!.note },
		files: await claimFiles(unit, claimId),
		numbers: claim!.invoices.map(({ number }) => number),
		...(await restsOfClaim(unit, claim!, account))
	};
}

async function claimOfCustomer(unit: Unit<PortalScope>, claimId: string): Promise<Claim> {
	const { organisationId, customerId } = unit.scope;
	const [row] = await unit.tx
		.select()
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, organisationId),
				eq(paymentClaim.customerId, customerId),
				eq(paymentClaim.id, claimId)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** What rests because of it and until when, and what is asked for of the same invoices all the same. */
async function restsOfClaim(
	unit: Unit<PortalScope>,
	{ id: claimId, invoices }: SaidClaim,
	{ open }: PortalAccount
) {
	const rests = await partsResting(unit, claimId);
	const about = new Set(invoices.map(({ invoiceId }) => invoiceId));
	return {
		/** The last day on which nothing of it is asked, gone by or not; null when nothing rested because of it. */
		untilOn: await pauseOfClaim(unit, claimId),
		parts: invoices.flatMap(({ invoiceId, number }) => {
			const minor = rests.get(invoiceId);
			return minor ? [{ number, minor }] : [];
		}),
		dueMinor: open
			.filter(({ id }) => about.has(id))
			.reduce((sum, { collectibleMinor }) => sum + collectibleMinor, 0n)
	};
}
