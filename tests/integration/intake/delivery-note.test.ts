import { beforeAll, expect, test } from 'vitest';
import { callerFor, resolverScopeOf } from '../../support/scopes';
import { asOwner, useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { bytes } from './files';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => ({ ours, other } = await buildWorld()));
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const PDF = bytes('%PDF-1.4\n%%EOF\n');

async function take(header: string, row: string): Promise<void> {
	const { id } = await desk().imports.upload({
		name: 'export.csv',
		content: bytes(`${header}\n${row}\n`)
	});
	await desk().imports.confirm({ id });
}

const noteOf = async (number: string) =>
	(await asOwner('select delivery_note from invoice where number = $1', [number]))[0]
		?.delivery_note;

test.each([
	['Client;Facture;Date;Montant;N° BL', 'N1', 'BL-4711'],
	['Client;Facture;Date;Montant;Bon de livraison', 'N2', 'LIV 88'],
	['Customer code;Invoice number;Invoice date;Amount;Delivery note no.', 'N3', 'DN-9']
])('the column of "%s" is read as the delivery note', async (header, number, note) => {
	await take(header, `N;${number};02/01/2026;10,00;${note}`);
	expect(await noteOf(number)).toBe(note);
	// A later file without that column does not take it away.
	await take('Client;Facture;Date;Montant', `N;${number};02/01/2026;12,00`);
	expect(await noteOf(number)).toBe(note);
});

test('its file is filed by that reference and opened by staff and by whoever is asked, by nobody else', async () => {
	const { contested, dispute, customer } = ours.account;
	await asOwner('update invoice set delivery_note = $2, order_number = $3 where id = $1', [
		contested.id,
		'BL-2026-77',
		'CMD-5'
	]);
	expect(
		await desk().imports.attach({ documents: [{ name: 'BL-2026-77.pdf', content: PDF }] })
	).toMatchObject({ attached: 1, unknown: [] });
	const resolver = callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver.disputes;
	const [asked] = (await resolver.page()).items;
	expect(asked).toMatchObject({
		orderNumber: 'CMD-5',
		deliveryNote: 'BL-2026-77',
		documents: [{ kind: 'delivery_note', name: 'BL-2026-77.pdf' }]
	});
	const paper = { invoiceId: contested.id, documentId: asked!.documents[0]!.id };
	for (const door of [resolver.invoiceDocument, desk().invoices.document])
		expect(await door(paper)).toMatchObject({
			name: 'BL-2026-77.pdf',
			content: new Uint8Array(PDF)
		});
	const page = await desk().disputes.page({ reference: dispute.reference });
	expect(page.items[0]).toMatchObject({ deliveryNote: 'BL-2026-77', documents: [{}] });
	expect(page.customer.id).toBe(customer.id);

	const stranger = callerFor(await resolverScopeOf(other.account.resolverPath)).resolver.disputes;
	const neighbour = callerFor(await resolverScopeOf(ours.neighbour.resolverPath)).resolver.disputes;
	for (const door of [
		stranger.invoiceDocument,
		neighbour.invoiceDocument,
		desk(other).invoices.document
	])
		await expect(door(paper)).rejects.toThrow('not_found');
});
