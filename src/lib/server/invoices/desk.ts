import { z } from 'zod';
import { deskProcedure, router } from '../trpc/procedures';
import { invoicePage } from './invoice-page';
import { invoiceById } from './queries';
import { ofDocument, readDocument } from './read-document';

const byId = z.object({ id: z.uuid() });

export const invoicesDesk = router({
	page: deskProcedure('invoices.read')
		.input(byId)
		.query(({ ctx, input }) => invoicePage(ctx.unit, input.id)),
	/** A paper beside it: its delivery note, its order. */
	document: deskProcedure('invoices.read')
		.input(ofDocument)
		.query(({ ctx: { unit }, input }) => readDocument(unit, input)),
	pdf: deskProcedure('invoices.read')
		.input(byId)
		.query(async ({ ctx: { unit }, input }) => {
			const { id } = await invoiceById(unit, input.id);
			// Drawing needs fonts and a large library: loaded when somebody asks.
			const { invoicePdf } = await import('../pdf/invoice');
			const { name, content } = await invoicePdf(unit, id);
			return { name, mime: 'application/pdf', content: new Uint8Array(content) };
		})
});
