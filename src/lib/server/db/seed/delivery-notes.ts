import { storeFileIn } from '../../files';
import type { DraftInvoice } from './invoices';
import { instantAt } from './moments';
import type { Photos } from './photos/draw-photos';
import type { Sketch } from './sketch';

/** The signed delivery note of the last invoice still open of a customer who contests nothing of it. */
export async function addDeliveryNotes(
	sketch: Sketch,
	invoices: readonly DraftInvoice[],
	photos: Photos
): Promise<void> {
	const about = invoices.findLast(
		({ customer, settled, total, dispute }) =>
			customer.index > 2 && customer.contacts.length > 0 && settled < total && !dispute
	);
	if (about) await addNote(sketch, about, photos);
}

async function addNote(
	sketch: Sketch,
	{ id: invoiceId, number, customer, issuedOn }: DraftInvoice,
	photos: Photos
): Promise<void> {
	const content = photos['delivery-note'].photo;
	const at = instantAt(issuedOn, 18 * 60, sketch.unit.scope.timeZone);
	const documentId = sketch.add('document', {
		...(await storeFileIn(sketch.unit, content)),
		customerId: customer.id,
		kind: 'delivery_note',
		name: `BL ${number}.jpg`,
		mime: 'image/jpeg',
		createdAt: at
	});
	sketch.add('invoiceDocument', {
		customerId: customer.id,
		invoiceId,
		documentId,
		linkedAt: at,
		linkedBy: 'import'
	});
}
