import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { settlementLinesForCustomer } from '../payments/settlement-queries';
import { portalProcedure, router } from '../trpc/procedures';
import { coveredIn, portalAccount } from './portal-account';
import { invoiceOfCustomer, linesOfInvoice } from './portal-queries';
import { shownInvoice } from './portal-states';

/** From the address of a page: what is not an id is an invoice nobody has. */
const ofInvoice = z.object({ invoiceId: z.string().max(100) });

/** The customer's own invoices, behind his link. */
export const invoicesPortal = router({
	show: portalProcedure
		.input(ofInvoice)
		.query(async ({ ctx: { unit }, input }) => showInvoice(unit, input.invoiceId)),

	pdf: portalProcedure.input(ofInvoice).query(async ({ ctx: { unit }, input }) => {
		await mineOrRefused(unit, input.invoiceId);
		// Drawing PDFs is heavy to load and rarely asked for.
		const { invoicePdf } = await import('../pdf/invoice');
		const { name, content } = await invoicePdf(unit, input.invoiceId);
		return { name, mime: 'application/pdf', content: new Uint8Array(content) };
	})
});

async function showInvoice(unit: Unit<PortalScope>, invoiceId: string) {
	const invoice = await mineOrRefused(unit, invoiceId);
	const { sums, around } = await portalAccount(unit);
	return {
		...coveredIn(sums, shownInvoice(invoice, around)),
		lines: await linesOfInvoice(unit, invoiceId),
		settlements: await settlementLinesForCustomer(unit, invoiceId),
		history: await casesAbout(unit, invoiceId),
		today: unit.today
	};
}

async function mineOrRefused(unit: Unit<PortalScope>, invoiceId: string) {
	const invoice = z.uuid().safeParse(invoiceId).success
		? await invoiceOfCustomer(unit, invoiceId)
		: null;
	if (!invoice) throw new AppError('not_found');
	return invoice;
}

async function casesAbout(unit: Unit<PortalScope>, invoiceId: string) {
	const cases = await casesOfCustomer(unit);
	const items = await itemsOfCustomer(
		unit,
		cases.map(({ id }) => id)
	);
	return cases.flatMap((found) => {
		const item = items.find(
			({ disputeId, invoiceId: about }) => disputeId === found.id && about === invoiceId
		);
		return item
			? [{ ...found, claimedMinor: item.claimedMinor, acceptedMinor: item.acceptedMinor }]
			: [];
	});
}
