import { sentFiles } from '../attachments/sent-files';
import { takeFiles, type AheadFile } from '../attachments/take-files';
import type { IncomingFile } from '../attachments/prepare-files';
import type { PortalScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { lockInvoices } from '../invoices/lock-invoices';
import { openInvoices } from '../invoices/queries';
import { claimMadeWith, type NewClaim, type TypedClaim } from './claim-once';
import { claimPayment } from './claim-payment';

interface SaidAtOnce {
	/** One for each currency. */
	claims: readonly TypedClaim[];
	files: readonly (IncomingFile | AheadFile)[];
}

/**
 * One form, a transfer for each currency: all of them are taken note of, or none. Sent again, the same ones.
 * @returns the first
 */
export async function claimEach(
	scope: PortalScope,
	{ claims, files }: SaidAtOnce
): Promise<{ claimId: string }> {
	const [first, ...others] = claims;
	const said = { ...first!, sent: await sentFiles(scope, files) };
	const earlier = await unitOfWork(scope, (unit) => claimMadeWith(unit, said));
	// Sent again, its files are not looked at a second time.
	const taken = earlier ? [] : await takeFiles(scope, files);
	return unitOfWork(scope, (unit) =>
		claimAll(unit, [{ ...said, files: taken }, ...others.map((claim) => ({ ...claim, files: [] }))])
	);
}

async function claimAll(
	unit: Unit<PortalScope>,
	claims: readonly NewClaim[]
): Promise<{ claimId: string }> {
	// All at once, in the order of everybody else.
	const invoiceIds = claims.flatMap((claim) => claim.invoiceIds);
	const isEvery = claims.some(({ every }) => every);
	const { customerId } = unit.scope;
	await lockInvoices(unit, { customerId, ...(!isEvery && { invoiceIds }) });
	const made: { claimId: string }[] = [];
	for (const claim of claims) made.push(await claimPayment(unit, claim));
	return made[0]!;
}

/** In which currency each of these invoices is, settled meanwhile or not; what is not his is not in it. */
export const currenciesOf = async (
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<{ id: string; currency: string }[]> => {
	const { customerId } = unit.scope;
	const found = await openInvoices(unit, { customerId, invoiceIds });
	return found.map(({ id, currency }) => ({ id, currency }));
};
