import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import type { SystemScope } from '$lib/server/auth/scope';
import { attachDocuments } from '$lib/server/intake/attach-documents';
import { uploadImport } from '$lib/server/intake/upload-import';
import { useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { bytes } from '../intake/files';

useDatabase();

let ours: Company;
beforeAll(async () => ({ ours } = await buildWorld()));

const stored = (): string[] => {
	const folder = path.join(process.env.DATA_DIR!, 'files', ours.inside.organisationId);
	return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};
const pdf = bytes('%PDF-1.4\n%%EOF\n');

const WAYS: [string, (unit: Unit<SystemScope>) => Promise<unknown>][] = [
	[
		'an import',
		(unit) =>
			uploadImport(unit, 'a.csv', bytes('Client;Facture;Date;Montant\nA;A-1;02/01/2026;1\n'))
	],
	[
		'the PDF of an invoice',
		(unit) => attachDocuments(unit, [{ name: `${ours.account.overdue.number}.pdf`, content: pdf }])
	],
	[
		'an attachment',
		(unit) =>
			saveAttachments(
				unit,
				{
					disputeId: ours.account.dispute.id,
					customerId: ours.account.customer.id,
					audience: 'customer',
					uploadedByKind: 'customer'
				},
				[{ name: 'bon.pdf', bytes: pdf }]
			)
	]
];

test.each(WAYS)('%s that is rolled back leaves no file behind', async (_, work) => {
	const before = stored();
	let during: string[] = [];
	const failing = unitOfWork(ours.inside, async (unit) => {
		await work(unit);
		during = stored();
		throw new Error('later in the same transaction');
	});
	await expect(failing).rejects.toThrow('later');
	expect(during).toHaveLength(before.length + 1);
	await expect.poll(stored).toEqual(before);
	await unitOfWork(ours.inside, work);
	expect(stored()).toHaveLength(before.length + 1);
});
