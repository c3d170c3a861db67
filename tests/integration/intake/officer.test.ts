import { beforeAll, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { bytes } from './files';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => ({ ours, other } = await buildWorld()));
const desk = () => callerFor(ours.desk.collector).desk;

async function take(header: string, row: string): Promise<string> {
	const { id } = await desk().imports.upload({
		name: 'export.csv',
		content: bytes(`${header}\n${row}\n`)
	});
	await desk().imports.confirm({ id });
	return id;
}
const officerOf = async (code: string) =>
	(
		await asOwner('select collector_id from customer where code = $1 and organisation_id = $2', [
			code,
			ours.inside.organisationId
		])
	)[0]?.collector_id;

test.each([
	['Client;Facture;Date;Montant;Chargé de recouvrement', 'K1'],
	['Customer code;Invoice number;Invoice date;Amount;Credit controller', 'K2'],
	['Kundennummer;Rechnungsnummer;Rechnungsdatum;Betrag;Sachbearbeiter', 'K3']
])('the column of "%s" says who looks after the account', async (header, code) => {
	const { collector } = ours.users;
	await take(header, `${code};N-${code};02/01/2026;10,00;${collector.email.toUpperCase()}`);
	expect(await officerOf(code)).toBe(collector.id);
	// An empty cell, and a file without that column, take nothing away.
	await take(header, `${code};N-${code};02/01/2026;11,00;`);
	await take('Client;Facture;Date;Montant', `${code};N-${code};02/01/2026;12,00`);
	expect(await officerOf(code)).toBe(collector.id);
});

test('a stranger, or a colleague of another company, is refused with the row', async () => {
	for (const email of ['nobody@elsewhere.test', other.users.collector.email]) {
		const id = await take(
			'Client;Facture;Date;Montant;Chargé de recouvrement',
			`S1;S1;02/01/2026;10,00;${email}`
		);
		expect(await officerOf('S1')).toBeUndefined();
		expect(
			JSON.stringify(await desk().imports.show({ id }), (_, value: unknown) =>
				typeof value === 'bigint' ? String(value) : value
			)
		).toContain('import_row_officer');
	}
});

test('what the file changes is written down with what was before', async () => {
	const { collector, approver } = ours.users;
	const header = 'Client;Facture;Date;Montant;Chargé de recouvrement';
	await take(header, `J1;J1;02/01/2026;10,00;${collector.email}`);
	await take(header, `J1;J1;02/01/2026;10,00;${approver.email}`);
	expect(await officerOf('J1')).toBe(approver.id);
	expect(
		await asOwner(
			`select data from audit_event where action = 'customer.officer_changed'
			and data->>'officer' = $1`,
			[approver.id]
		)
	).toEqual([{ data: { before: collector.id, officer: approver.id } }]);
});
