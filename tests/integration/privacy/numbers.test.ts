import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { replacementsOf } from '$lib/domain/privacy/person-words';
import { sealEvents } from '$lib/server/audit/seal-events';
import { isUnbroken, verifyChain } from '$lib/server/audit/verify-chain';
import { unitOfWork } from '$lib/server/db/client';
import { record } from '$lib/server/audit/record';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => void ({ ours } = await buildWorld()));

const ID = '61234567-aaaa-7000-8000-000061234567';
const FACTS = { amountMinor: 612_345_678, id: ID, on: '2026-03-03', note: 'Tél. 06 12 34 56 78' };

/** Two of them: the number of the first is an amount in the log, that of the second a day. */
test.each([
	['0612345678', { ...FACTS, note: 'Tél. •••' }],
	['20260303', FACTS]
])('a person whose number %s is also a figure or a date can be erased', async (phone, left) => {
	const desk = callerFor(ours.desk.admin).desk;
	const { id: customerId } = ours.account.customer;
	const contact = { name: `Ana ${phone}`, email: `t${phone}@m1.test`, role: 'other' as const };
	const contactId = await desk.customers.addContact({ customerId, ...contact, phone });
	await unitOfWork(ours.inside, (unit) =>
		record(unit, 'contact.exported', { kind: 'contact', id: contactId, customerId }, FACTS)
	);
	await sealEvents(ours.inside, 'whole');
	await desk.privacy.erase({ contactId });
	const [event] = await asOwner<{ data: unknown }>(
		`select data from audit_event where subject_id = $1 and action = 'contact.exported'`,
		[contactId]
	);
	expect(event!.data).toEqual(left);
	await sealEvents(ours.inside, 'whole');
	expect(isUnbroken(await verifyChain(ours.inside))).toBe(true);
});

const digits = fc.stringMatching(/^[1-9]\d{6,8}$/);
const day = fc
	.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
	.map((at) => at.toISOString());
/** What is no number of anybody, however like one it looks. */
const kept = (phone: string) =>
	fc.oneof(
		fc.constant(Number(phone)),
		fc.integer(),
		fc.uuid(),
		day,
		day.map((at) => at.slice(0, 10)),
		day.map((at) => at.slice(0, 10).split('-').reverse().join('/')),
		fc.constantFrom(
			null,
			true,
			'billing',
			`${phone.slice(-8).padEnd(8, '0')}-0000-7000-8000-${`0${phone}`.padEnd(12, '0')}`
		)
	);
const grouped = (phone: string) =>
	fc.constantFrom(
		phone,
		`0${phone}`,
		`+33 ${phone}`,
		[...phone].join(' '),
		`0${[...phone].join('.')}`
	);
const documents = digits.chain((phone) =>
	fc.record({
		phone: fc.constant(phone),
		kept: fc.dictionary(
			fc.oneof(fc.constant(phone), fc.string({ unit: 'grapheme-ascii' })),
			fc.array(kept(phone))
		),
		number: grouped(phone)
	})
);

test('of any document the number goes, and figures, ids, days and keys stay', async () => {
	await fc.assert(
		fc.asyncProperty(documents, async ({ phone, kept, number }) => {
			const words = replacementsOf(
				{ names: [], addresses: [], phones: [`0${phone}`] },
				{ name: 'Personne', code: '1a' }
			);
			const written = {
				kept,
				said: `"Tél."\n${number} \\ merci`,
				days: `le 2026-03-03 : ${number}`
			};
			for (const type of ['json', 'jsonb']) {
				const [row] = await asOwner<{ left: unknown }>(
					`select erase_words($1::${type}, $2::jsonb) as "left"`,
					[JSON.stringify(written), JSON.stringify(words)]
				);
				expect(row!.left).toEqual({
					kept,
					said: '"Tél."\n••• \\ merci',
					days: 'le 2026-03-03 : •••'
				});
			}
		}),
		{ numRuns: 150 }
	);
});
