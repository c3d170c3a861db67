import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { claimFiles } from '../attachments/claim-files';
import type { PortalScope } from '../auth/scope';
import { partsResting, pauseOfClaim } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { paymentClaim } from '../db/schema/payment-claims';
import { aroundOf } from '../invoices/portal-account';
import { shownInvoice } from '../invoices/portal-states';
import { withFates } from './claim-fates';
import { invoicesOfClaim, saidIn, type Claim } from './claim-queries';

/** As whoever said it reads it again, with what became of it. @throws not_found */
export async function claimReceipt(unit: Unit<PortalScope>, claimId: string) {
	const row = await claimOfCustomer(unit, claimId);
	const [claim] = await withFates(unit, await saidIn(unit, [row]));
	const { reference, note } = row;
	return {
		...claim!,
		...{ claimId, reference, note, decisionNote: row.decisionNote },
		files: await claimFiles(unit, claimId),
		numbers: claim!.invoices.map(({ number }) => number),
		...(await restsOfClaim(unit, claimId))
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
async function restsOfClaim(unit: Unit<PortalScope>, claimId: string) {
	const invoices = await invoicesOfClaim(unit, claimId);
	const around = await aroundOf(unit);
	const rests = await partsResting(unit, claimId);
	return {
		/** The last day on which nothing of it is asked, gone by or not; null when nothing rested because of it. */
		untilOn: await pauseOfClaim(unit, claimId),
		parts: invoices.flatMap(({ id, number }) => {
			const minor = rests.get(id);
			return minor ? [{ number, minor }] : [];
		}),
		dueMinor: invoices.reduce(
			(sum, invoice) => sum + shownInvoice(invoice, around).collectibleMinor,
			0n
		)
	};
}
