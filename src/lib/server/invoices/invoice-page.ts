import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { DeskScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { settlementLines } from '../payments/settlement-queries';
import { documentsOfInvoices } from './invoice-documents';
import { invoiceById, linesOf } from './queries';

export async function invoicePage(unit: Unit<DeskScope>, id: string) {
	const invoice = await invoiceById(unit, id);
	const customer = await customerById(unit, invoice.customerId);
	const claims = await activeClaims(unit, { invoiceIds: [id] });
	return {
		...invoice,
		disputedMinor: disputedMinor(invoice.openMinor, claims),
		disputes: [...new Set(claims.map((claim) => claim.reference))],
		customer: { code: customer.code, name: customer.name },
		lines: await linesOf(unit, id),
		documents: await documentsOfInvoices(unit, [id]),
		settlements: await settlementLines(unit, { invoiceIds: [id] })
	};
}
