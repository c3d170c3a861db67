import fs from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

/** Decided before requests were written down: the migration that brings their index asks for what is still to do. */
useDatabase();
let ours: Company;
let disputeId: string;
const desk = () => callerFor(ours.desk.collector).desk;
const upgrade = async () => {
	const statements = fs
		.readFileSync('drizzle/0065_credits_counted.sql', 'utf8')
		.split('--> statement-breakpoint');
	await asOwner(statements.find((one) => one.includes('do $$'))!);
};
const decide = (acceptedMinor: bigint) =>
	desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
		explanation: 'Le tarif de mars.'
	});
const requests = () =>
	asOwner<{ id: string }>('select * from credit_request where dispute_id = $1 order by id', [
		disputeId
	]);
const resolve = (creditNoteNumber: string) =>
	desk().disputes.resolve({ disputeId, creditNoteNumber });

beforeEach(async () => {
	ours ??= (await buildWorld()).ours;
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	({ id: disputeId } = await buildDispute(ours.inside, invoice, { claimedMinor: 50_000n }));
});

/** As the release before left it: the decision without its request. */
async function forgotten() {
	const asked = await requests();
	const { id } = asked.at(-1)!;
	await asOwner('delete from credit_request where id = $1', [id]);
	return asked.map((one) => ({ ...one, id: expect.any(String) }));
}

test('is asked for as if it had been asked at once, and only once', async () => {
	await decide(20_000n);
	const asked = await forgotten();
	await upgrade();
	await upgrade();
	expect(await requests()).toEqual(asked);
});

test('of a second round only what that gave', async () => {
	await decide(20_000n);
	await resolve(`AV-${disputeId}`);
	await desk().disputes.reopen({ disputeId, note: 'Le client conteste.' });
	await decide(5_000n);
	const asked = await forgotten();
	await upgrade();
	expect(await requests()).toEqual(asked);
});

test('what is carried out, or was opened again, is asked for no more', async () => {
	await decide(20_000n);
	await resolve(`AV-${disputeId}`);
	await forgotten();
	await upgrade();
	expect(await requests()).toEqual([]);
});
