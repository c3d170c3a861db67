import { PDFDocument } from 'pdf-lib';
import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { letterSums } from '$lib/domain/late-charges/letter-sums';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { letterPdf } from '$lib/server/pdf/letter/letter';
import { epcText } from '$lib/server/pdf/letter/epc-qr';
import { legalWords, type LetterFacts } from '$lib/server/pdf/letter/facts';
import { setClock } from '$lib/server/clock';
import { env } from '$lib/server/env';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { LEFT } from '$lib/server/pdf/sheet';
import { canReadPdf, leftmostOf, pagesOf } from '../../support/read-pdf';
import { buildWorld, type Company } from '../../support/world';
import { noticesIn } from '../dunning/world';

useDatabase();
let ours: Company;
let other: Company;
let noticeId: string;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	noticeId = await waitingLetter(ours);
	await callerFor(ours.desk.collector).desk.dunning.confirm({ noticeId });
});
/** Of a customer whose only invoice is 34 days late. */
async function waitingLetter({ inside }: Company): Promise<string> {
	const customer = await buildCustomer(inside, { address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(inside, customer);
	await buildInvoice(inside, customer, { dueOn: localDate('2026-01-28') });
	await runDunning(inside);
	const { id } = (await noticesIn(inside, customer.id))[0]!;
	// A formal notice asks for an earlier contact: the test begins after it.
	await asOwner("update notice set channel = 'letter', status = 'to_confirm' where id = $1", [id]);
	return id;
}

test('a letter that waits tells the rates of the creditor’s own law, or that there are none', async () => {
	const waiting = await waitingLetter(other);
	const told = async () =>
		(await callerFor(other.desk.collector).desk.dunning.notice({ noticeId: waiting })).lateCharges;
	expect(await told()).toMatchObject({
		hasRates: true,
		terms: { law: 'gb', legalRates: [1_175], legalFees: [], agreedRates: [] }
	});
	const settle = (country: string) =>
		asOwner('update organisation set country = $1 where id = $2', [
			country,
			other.inside.organisationId
		]);
	await settle('CH');
	expect(await told()).toMatchObject({ hasRates: false, terms: { law: null, legalRates: [] } });
	await settle('GB');
});

test('one that was written tells what it claimed', async () => {
	const written = await callerFor(ours.desk.collector).desk.dunning.notice({ noticeId });
	expect(written.lateCharges).toMatchObject({
		isDraft: false,
		charges: [{ minor: 5_132n, currency: 'EUR' }]
	});
});

test('lists and pages tell all that it asks for, and what of it is interest and fixed sums', async () => {
	const { letters } = callerFor(ours.desk.collector).desk;
	const { rows } = await letters.list({ page: 1 });
	const row = rows.find((letter) => letter.noticeId === noticeId)!;
	const asked = {
		asked: [{ minor: 105_132n, currency: 'EUR' }],
		lateCharges: [{ minor: 5_132n, currency: 'EUR' }]
	};
	expect(row).toMatchObject(asked);
	expect(await letters.page({ letterId: row.letterId })).toMatchObject(asked);
	// What was written before sums were kept says what it claimed.
	await asOwner("update notice set content = (content::jsonb - 'letterSums')::json where id = $1", [
		noticeId
	]);
	expect(await letters.page({ letterId: row.letterId })).toMatchObject(asked);
});

test('where a letter is reworded, the sum its words name is explained', async () => {
	const waiting = await waitingLetter(ours);
	const { charges } = (await callerFor(ours.desk.collector).desk.review.words({
		noticeId: waiting
	})) as { charges: object[] };
	expect(charges).toMatchObject([
		{ claimedMinor: 100_000n, interestMinor: 1_132n, feeMinor: 4_000n, totalMinor: 105_132n }
	]);
});

const file = (company = ours) =>
	callerFor(company.desk.collector).desk.dunning.letterFile({ noticeId });

test('a confirmed letter is one PDF, the same bytes each time, and its interest is claimed', async () => {
	const [first, second] = [await file(), await file()];
	expect(Buffer.from(first.content).equals(Buffer.from(second.content))).toBe(true);
	expect((await PDFDocument.load(first.content)).getPageCount()).toBe(1);
	const claims = await asOwner<{ kind: string; amount_minor: string }>(
		'select kind, amount_minor from late_charge where notice_id = $1 order by kind',
		[noticeId]
	);
	expect(claims.map(({ kind }) => kind)).toEqual(['fixed_fee', 'interest']);
	// 1,000.00 × 12.15 % × 34 / 365
	expect(claims.map((claim) => Number(claim.amount_minor))).toEqual([4_000, 1_132]);
});

test('another company does not get it', async () => {
	await expect(file(other)).rejects.toMatchObject({ cause: { code: 'not_found' } });
});

test('a file that was changed is not given out', async () => {
	const [row] = await asOwner<{ storage_key: string }>(
		'select storage_key from letter where notice_id = $1',
		[noticeId]
	);
	const at = path.join(env().DATA_DIR, 'files', row!.storage_key);
	const written = await fs.readFile(at);
	await fs.writeFile(at, Buffer.concat([written, Buffer.from(' ')]));
	await expect(file()).rejects.toMatchObject({ cause: { code: 'unavailable' } });
	await fs.writeFile(at, written);
	await expect(file()).resolves.toBeDefined();
});

const line = (number: string, disputedMinor = 0n) => ({
	number,
	dueOn: localDate('2026-01-28'),
	currency: 'EUR',
	openMinor: 100_000n,
	disputedMinor,
	disputes: disputedMinor ? ['LIT-2026-000123'] : [],
	claimedMinor: 100_000n - disputedMinor,
	interestMinor: 1_132n,
	feeMinor: 4_000n
});
const facts = (count: number): LetterFacts => {
	const lines = Array.from({ length: count }, (_, n) =>
		line(`F-2026-${n}`, n === 1 ? 20_000n : 0n)
	);
	return {
		sender: {
			name: 'Gantier Bois',
			legalName: 'Gantier Bois SAS',
			address: '12 rue des Forges\n69007 Lyon',
			registration: 'SAS au capital de 250 000 € – RCS Lyon 512 345 678 – TVA FR12512345678',
			phone: '04 72 00 00 00',
			email: 'compta@gantier.example',
			iban: 'FR7630006000011234567890189',
			bic: 'AGRIFRPP',
			accent: '#0f5c4d'
		},
		recipient: {
			name: 'Menuiserie Łódź & fils',
			contact: 'Ana Petit',
			address: '4 quai de Saône\n69002 Lyon',
			code: 'C42'
		},
		language: 'fr',
		on: localDate('2026-03-03'),
		reference: 'R-0123456789',
		registered: false,
		subject: 'Mise en demeure',
		own: null,
		formal: true,
		lines,
		sums: letterSums(lines, [{ minor: 5_000n, currency: 'EUR' }]),
		terms: {
			law: 'fr',
			legalRates: [1_215],
			agreedRates: [],
			legalFees: [{ minor: 4_000n, currency: 'EUR' }],
			agreedFees: []
		}
	};
};

describe('the legal words', () => {
	const said = (fields: Partial<LetterFacts>) =>
		legalWords({ ...facts(1), ...fields })
			.join(' ')
			.replaceAll('\u00a0', ' ');
	const terms = facts(1).terms;

	test('name the rate and the sum that were used', () => {
		expect(said({})).toMatch(/L441-10.*12,15 %.*D441-5.*40,00 €.*1344/);
		const agreed = { ...terms, agreedRates: [1_500], legalRates: [], legalFees: [] };
		expect(
			said({ terms: { ...agreed, agreedFees: [{ minor: 7_500n, currency: 'EUR' }] } })
		).toMatch(/convenus.*15,00 %.*75,00 €/);
	});

	test.each(['fr', 'en'] as const)('quote no French article for others (%s)', (language) => {
		const french = /L441|D441|1344|français|French|40,00 €|€40/;
		const british = {
			...terms,
			law: 'gb' as const,
			legalFees: [{ minor: 7_000n, currency: 'GBP' }]
		};
		expect(said({ terms: british, language })).not.toMatch(french);
		expect(said({ terms: british, language })).toMatch(/Act 1998.*70[.,]00/);
		const unknown = { ...terms, law: null, legalRates: [], legalFees: [], agreedRates: [900] };
		expect(said({ terms: unknown, language })).not.toMatch(french);
	});

	test('of a letter that asks for no interest say nothing about it', () => {
		const none = { ...terms, legalRates: [], legalFees: [] };
		expect(legalWords({ ...facts(1), formal: false, terms: none })).toEqual([]);
	});
});

test('the total is the sum of the lines above it, the credit deducted', () => {
	expect(facts(3).sums).toEqual([
		{
			currency: 'EUR',
			claimedMinor: 280_000n,
			creditMinor: 5_000n,
			interestMinor: 3_396n,
			feeMinor: 12_000n,
			totalMinor: 290_396n
		}
	]);
});

test.skipIf(!canReadPdf)(
	'names the part of an invoice that was promised, and does not claim it',
	async () => {
		const [first, ...others] = facts(2).lines;
		const lines = [{ ...first!, claimedMinor: 50_000n, promisedMinor: 50_000n }, ...others];
		const { content } = await letterPdf({ ...facts(2), lines });
		const text = pagesOf(content).join(' ').replaceAll(/\s+/g, ' ');
		expect(text).toContain('dont 500,00 € promis');
	}
);

test.skipIf(!canReadPdf)(
	'says apart what a decision made payable again, and neither claims it nor calls it contested',
	async () => {
		const [first, ...others] = facts(2).lines;
		const decided = {
			disputedMinor: 98_892n,
			refusedMinor: 83_892n,
			disputes: ['LIT-2026-000071']
		};
		const lines = [{ ...first!, ...decided, claimedMinor: 0n }, ...others];
		const { content } = await letterPdf({ ...facts(2), lines });
		const text = pagesOf(content).join(' ').replaceAll(/\s+/g, ' ');
		expect(text).toContain('838,92 € de nouveau à régler');
		expect(text).toContain('150,00 €');
		expect(text).not.toContain('988,92 €');
	}
);

test.skipIf(!canReadPdf)('says all of it on the paper, on as many lines as it takes', async () => {
	const [first, ...others] = facts(3).lines;
	const references = ['LIT-2026-000071', 'LIT-2026-000072', 'LIT-2026-000073'];
	const parts = {
		...{ disputedMinor: 98_892n, refusedMinor: 1_111n, acceptedMinor: 2_222n },
		...{ promisedMinor: 3_333n, heldMinor: 4_444n, disputes: references }
	};
	const { content } = await letterPdf({ ...facts(3), lines: [{ ...first!, ...parts }, ...others] });
	const text = pagesOf(content).join(' ').replaceAll(/\s+/g, ' ');
	for (const one of [...references, '11,11 € de nouveau à régler', '22,22 € acceptés'])
		expect(text).toContain(one);
	expect(leftmostOf(content)).toBeGreaterThanOrEqual(LEFT - 1);
});

test('goes on over as many pages as the invoices need, and the same facts give the same file', async () => {
	const [short, again, long] = [
		await letterPdf(facts(3)),
		await letterPdf(facts(3)),
		await letterPdf(facts(60))
	];
	expect(Buffer.from(short.content).equals(Buffer.from(again.content))).toBe(true);
	expect(short.pages).toBeLessThanOrEqual(2);
	expect(long.pages).toBeGreaterThan(short.pages);
});

test.each([1, 2, 3, 4])('a formal letter with %i invoices takes one page', async (count) => {
	expect((await letterPdf(facts(count))).pages).toBe(1);
	expect((await letterPdf({ ...facts(count), language: 'en', registered: true })).pages).toBe(1);
});

test.skipIf(!canReadPdf)('is dated in full, and speaks of one invoice as one', async () => {
	const textOf = async (count: number) =>
		pagesOf((await letterPdf(facts(count))).content)
			.join(' ')
			.replaceAll(/\s+/g, ' ');
	const one = await textOf(1);
	expect(one).toContain('Lyon, le 3 mars 2026');
	expect(one).toContain('la facture ci-dessous reste impayée');
	expect(one).toContain('− 50,00 €');
	expect(await textOf(2)).toContain('les factures ci-dessous restent impayées');
});

test.skipIf(!canReadPdf)('parts no number between two lines', async () => {
	const number = 'FACTURE-2026-03-000123456';
	const { lines, sender, ...rest } = facts(1);
	const { content } = await letterPdf({
		...rest,
		sender,
		lines: [{ ...lines[0]!, number }],
		own: {
			opening: [`${'Merci de payer '.repeat(5)}sur le compte FR76 3000 6000 0112.`],
			ending: []
		}
	});
	const rows = pagesOf(content).join('\n').replaceAll('\u00a0', ' ');
	expect(rows).toContain(number);
	expect(rows).toMatch(/76 3000 6000 0112\./);
	expect(rows).toContain('512 345 678');
	expect(rows).toContain('FR76 3000 6000 0112 3456 7890 189');
});

test.skipIf(!canReadPdf)('names a British account as a bank there asks for it', async () => {
	const { sender, ...rest } = facts(1);
	const british = { ...sender, iban: 'GB29NWBK60161331926819', bic: 'NWBKGB2L' };
	const said = async (letter: LetterFacts) => pagesOf((await letterPdf(letter)).content).join('\n');
	const printed = await said({ ...rest, sender: british, language: 'en' });
	expect(printed).toMatch(/Sort code 60-16-13\s+Account number 31926819\s+IBAN/);
	expect(await said({ ...rest, sender, language: 'en' })).not.toContain('Sort code');
});

test.skipIf(!canReadPdf).each(LANGUAGES)(
	'quotes the reference as the account page does (%s)',
	async (language) => {
		const { content } = await letterPdf({ ...facts(3), language });
		const printed = pagesOf(content)
			.join(' ')
			.replaceAll(/[\s\u00a0]+/g, ' ');
		const rule = say('portal_bank_reference_numbers', { code: 'C42' }, language);
		expect(printed).toContain(rule.replaceAll('\u00a0', ' '));
	}
);

test('the square code says the transfer as EPC069-12 asks', () => {
	expect(
		epcText({
			holder: 'Gantier Bois SAS',
			iban: 'FR76 3000 6000 0112 3456 7890 189',
			bic: 'AGRIFRPP',
			amount: { minor: 290_396n, currency: 'EUR' },
			text: 'R-0123456789'
		}).split('\n')
	).toEqual([
		'BCD',
		'002',
		'1',
		'SCT',
		'AGRIFRPP',
		'Gantier Bois SAS',
		'FR7630006000011234567890189',
		'EUR2903.96',
		'',
		'',
		'R-0123456789'
	]);
});
