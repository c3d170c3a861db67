import { beforeAll, describe, expect, test } from 'vitest';
import { callerFor } from '../../support/scopes';
import { asOwner, useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { bytes } from './files';

useDatabase();

let ours: Company;
beforeAll(async () => ({ ours } = await buildWorld()));
const imports = () => callerFor(ours.desk.collector).desk.imports;
const upload = (text: string, name = 'export.csv') =>
	imports().upload({ name, content: bytes(text) });
const PDF = bytes('%PDF-1.4\n%%EOF\n');

const FILE =
	'Client;Facture;Date;Montant;Fichier PDF\nP1;P1-1;02/01/2026;10,00;p1-1.pdf\nP1;P1-2;31/02/2026;10,00;\nP1;P1-3;02/01/2026;30,00;\n';

describe('a file from the upload to its result', () => {
	test('writes nothing before it is confirmed', async () => {
		const { id } = await upload(FILE);
		const { preview, status } = await imports().show({ id });
		expect(status).toBe('preview');
		expect(preview).toMatchObject({
			rowCount: 3,
			badCount: 1,
			invoicesNew: 2,
			customersNew: 1,
			missing: [],
			problems: [{ line: 3, column: 'Date', code: 'import_row_date', value: '31/02/2026' }]
		});
		expect(await asOwner("select 1 from invoice where number like 'P1-%'")).toEqual([]);
	});

	test('shows no row as understood that it refuses, and names the columns it leaves aside', async () => {
		const HEADER = 'Client;Facture;Date;Montant;Vendeur';
		const { id: first } = await upload(`${HEADER}\nT1;T1-1;02/01/2026;10,00;Léa\n`);
		await imports().confirm({ id: first });
		const { id } = await upload(
			`${HEADER}\nT2;T1-1;02/01/2026;10,00;Léa\nT2;T2-1;02/01/2026;10,00;Léa\n`
		);
		const { preview } = await imports().show({ id });
		expect(preview).toMatchObject({
			badCount: 1,
			problems: [{ line: 2, code: 'import_row_other_customer' }],
			unread: ['Vendeur']
		});
		expect(preview?.rows.map(({ line }) => line)).toEqual([3]);
	});

	test('confirmed twice is imported once', async () => {
		const { id } = await upload(FILE);
		await imports().confirm({ id });
		await imports().confirm({ id });
		expect((await imports().show({ id })).result).toMatchObject({
			invoicesCreated: 2,
			badCount: 1
		});
		expect(
			await asOwner(
				"select count(*)::int as n from audit_event where action = 'import.confirmed' and subject_id = $1",
				[id]
			)
		).toEqual([{ n: 1 }]);
	});

	test('gives the rows left out as a file, in words', async () => {
		const { id } = await upload(FILE.replaceAll('P1', 'P9'), 'mars.csv');
		await imports().confirm({ id });
		const { name, text } = await imports().errorFile({ id });
		expect(name).toBe('mars-errors.csv');
		expect(text.split('\r\n')[1]).toBe(
			'"3";"Date";"Cette date n’existe pas, ou ne suit pas l’ordre choisi";"31/02/2026";"P9;P9-2;31/02/2026;10,00;"'
		);
	});

	test('can be read another way before it is confirmed, and not afterwards', async () => {
		const { id } = await upload('Client;Facture;Date;Montant\nQ1;Q1-1;02/01/2026;10,00\n');
		const { mapping } = await imports().show({ id });
		await imports().remap({ id, mapping: { ...mapping, dateOrder: 'mdy' } });
		expect((await imports().show({ id })).preview?.rows[0]?.invoice?.issuedOn).toBe('2026-02-01');
		await imports().confirm({ id });
		await expect(imports().remap({ id, mapping })).rejects.toMatchObject({
			cause: { code: 'conflict' }
		});
	});

	test('keeps saying that it holds every open invoice when it is read another way', async () => {
		const { id } = await upload('Client;Facture;Date;Montant\nQ7;Q7-1;02/01/2026;10,00\n');
		const { mapping, preview } = await imports().show({ id });
		expect(preview!.absentCount).toBe(preview!.openCount);
		await imports().remap({ id, mapping: { ...mapping, complete: true, dateOrder: 'mdy' } });
		await imports().confirm({ id });
		expect((await imports().show({ id })).result?.absentSettled).toBe(preview!.openCount);
	});

	test('read with the wrong separator still opens', async () => {
		const { id } = await upload('Client;Facture;Date;Montant\nQ2;"Q2-1";02/01/2026;10,00\n');
		const { mapping } = await imports().show({ id });
		await imports().remap({ id, mapping: { ...mapping, separator: '|', columns: {} } });
		expect((await imports().show({ id })).preview).toMatchObject({
			rows: [],
			missing: ['customer_code', 'contact_email']
		});
	});

	test('without the columns it needs is not imported', async () => {
		const { id } = await upload('Client;Montant\nQ3;10,00\n');
		expect((await imports().show({ id })).preview?.missing).toEqual([
			'invoice_number',
			'invoice_date'
		]);
		await expect(imports().confirm({ id })).rejects.toMatchObject({
			cause: {
				code: 'import_columns_missing',
				details: { columns: 'Numéro de facture, Date de facture' }
			}
		});
	});

	test('thrown away can no longer be confirmed', async () => {
		const { id } = await upload(FILE);
		await imports().discard({ id });
		await expect(imports().confirm({ id })).rejects.toMatchObject({ cause: { code: 'conflict' } });
		expect((await imports().list()).files.find((file) => file.id === id)?.status).toBe('discarded');
	});
});

describe('a saved reading', () => {
	test('is found again by the header, whatever the values look like', async () => {
		const first = await upload('Compte;Réf;Le;Somme\nR1;R1-1;02/03/2026;1.234\n');
		const { mapping } = await imports().show(first);
		const chosen = {
			...mapping,
			dateOrder: 'mdy' as const,
			decimalMark: '.' as const,
			columns: { customer_code: 0, invoice_number: 1, invoice_date: 2, amount: 3 }
		};
		await imports().remap({ ...first, mapping: chosen });
		await imports().saveProfile({ ...first, name: 'Export maison' });
		const next = await upload('COMPTE,REF,LE,SOMME\nR1,R1-2,25/03/2026,"1.50"\n');
		expect((await imports().show(next)).mapping).toEqual({ ...chosen, separator: ',' });
	});

	test('needs a name, is replaced under the same name and can be removed', async () => {
		const file = await upload('Compte;Réf\nR1;R1-1\n');
		await expect(imports().saveProfile({ ...file, name: '  ' })).rejects.toMatchObject({
			cause: { code: 'required', field: 'profileName' }
		});
		await imports().saveProfile({ ...file, name: 'Deux' });
		await imports().saveProfile({ ...file, name: 'Deux' });
		const named = (await imports().list()).profiles.filter((profile) => profile.name === 'Deux');
		expect(named).toHaveLength(1);
		await imports().removeProfile({ id: named[0]!.id });
		expect((await imports().list()).profiles.some((profile) => profile.name === 'Deux')).toBe(
			false
		);
	});
});

describe('PDFs of invoices', () => {
	test('join the invoice that announces them or bears their number; others are told', async () => {
		const { id } = await upload(FILE.replaceAll('P1', 'S1').replace('p1-1', 'Scan 1'));
		const outcome = await imports().confirm({
			id,
			documents: [
				{ name: 'scan 1.PDF', content: PDF },
				{ name: 'S1-3.pdf', content: PDF },
				{ name: 'S1-1.pdf', content: PDF },
				{ name: 'photo.pdf', content: bytes('not a pdf') }
			]
		});
		expect(outcome).toEqual({ attached: 2, unknown: ['S1-1.pdf'], refused: ['photo.pdf'] });
		const rows = await asOwner(
			"select i.number, d.name, d.mime from invoice i join document d on d.id = i.document_id where i.number like 'S1-%' order by 1"
		);
		expect(rows).toEqual([
			{ number: 'S1-1', name: 'scan 1.PDF', mime: 'application/pdf' },
			{ number: 'S1-3', name: 'S1-3.pdf', mime: 'application/pdf' }
		]);
	});

	test('announced by two customers go to neither', async () => {
		const { id } = await upload(
			'Client;Facture;Date;Montant;Fichier PDF\nU1;U1-1;02/01/2026;10,00;same.pdf\nU2;U2-1;02/01/2026;10,00;same.pdf\n'
		);
		expect(
			await imports().confirm({ id, documents: [{ name: 'same.pdf', content: PDF }] })
		).toMatchObject({ attached: 0, unknown: ['same.pdf'] });
	});
});
