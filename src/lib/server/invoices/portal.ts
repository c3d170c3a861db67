import { z } from 'zod';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { PortalScope } from '../auth/scope';
import { copiesSentOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { casesAbout } from '../disputes/cases-about';
import { claimsSaid } from '../payments/claim-queries';
import { missingAmong } from '../payments/missing-among';
import { settlementLinesForCustomer } from '../payments/settlement-queries';
import { promisesAbout } from '../promises/promises-about';
import { portalProcedure, router } from '../trpc/procedures';
import { documentsOfInvoices } from './invoice-documents';
import { coveredIn, portalAccount } from './portal-account';
import { invoiceOfCustomer, linesOfInvoice } from './portal-queries';
import { shownInvoice } from './portal-states';
import { ofDocument, readDocument } from './read-document';

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
	}),

	/** A paper beside the invoice: its delivery note, its order. */
	document: portalProcedure
		.input(ofDocument)
		.query(({ ctx: { unit }, input }) => readDocument(unit, input))
});

async function showInvoice(unit: Unit<PortalScope>, invoiceId: string) {
	const invoice = await mineOrRefused(unit, invoiceId);
	const account = await portalAccount(unit);
	const shown = coveredIn(account.sums, shownInvoice(invoice, account.around));
	const [missing = null] = await missingAmong(unit, [shown], account);
	const settlements = await settlementLinesForCustomer(unit, invoiceId);
	return {
		...shown,
		/** Said to be paid, not booked, and asked for again. */
		missing,
		lines: await linesOfInvoice(unit, invoiceId),
		documents: await documentsOfInvoices(unit, [invoiceId]),
		settlements,
		history: await casesAbout(unit, invoiceId),
		paid: await paidAbout(unit, invoice),
		promises: await promisesAbout(unit, invoiceId, settlements),
		copies: (await copiesSentOf(unit, invoiceId)).map(({ at }) =>
			localDateAt(at, unit.scope.timeZone)
		),
		today: unit.today
	};
}

/** Of what was said about one invoice: the latest ones. */
const PAID_SHOWN = 20;

/** What the customer said he paid of it, with what was found. */
async function paidAbout(
	unit: Unit<PortalScope>,
	{ id, issuedOn }: { id: string; issuedOn: LocalDate }
) {
	const said = await claimsSaid(unit, { since: issuedOn, invoiceIds: [id], most: PAID_SHOWN });
	return said.flatMap(({ invoices, ...claim }) => {
		const own = invoices.find(({ invoiceId }) => invoiceId === id);
		return own ? [{ ...claim, amountMinor: own.amountMinor ?? claim.amountMinor }] : [];
	});
}

async function mineOrRefused(unit: Unit<PortalScope>, invoiceId: string) {
	const invoice = z.uuid().safeParse(invoiceId).success
		? await invoiceOfCustomer(unit, invoiceId)
		: null;
	if (!invoice) throw new AppError('not_found');
	return invoice;
}
