import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { whyWords } from '$lib/components/worklist/why-words';
import { asOwner, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
	const rules = [{ category: null, claimType: null, aboveMinor: '100000', approverId: null }];
	await asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
		ours.inside.organisationId,
		JSON.stringify(rules)
	]);
});

const desk = (role: 'collector' | 'approver' = 'collector') => callerFor(ours.desk[role]).desk;

/** Far from its day, and its credit of 1,500.00 waits for a signature. */
async function asked() {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 500_000n });
	const about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 300_000n, status: 'in_progress', collectorId: ours.users.collector.id },
		answerDueOn: localDate('2026-05-29')
	});
	await decide(about.id, 150_000n);
	return about;
}

const decide = (disputeId: string, acceptedMinor: bigint) =>
	desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
		explanation: 'Le tarif de mars s’applique.'
	});

const page = (reference: string) => desk().disputes.page({ reference });

async function refuse({ id, reference }: { id: string; reference: string }) {
	const { waiting } = (await page(reference)).approval;
	await desk('approver').disputes.refuseApproval({
		...{ disputeId: id, requestId: waiting!.id, note: 'Hors contrat.' }
	});
}

const rowOf = async (reference: string) =>
	(await desk().worklist.day({})).rows.find((row) => row.reference === reference);

test('who did not sign, when and why stands on the case and in the day of whoever decides', async () => {
	const about = await asked();
	expect(await rowOf(about.reference)).toBeUndefined();
	await refuse(about);
	expect((await page(about.reference)).approval.refused).toMatchObject({
		...{ by: ours.users.approver.name, on: '2026-03-03', why: 'Hors contrat.' },
		amount: { minor: 150_000n, currency: 'EUR' }
	});
	const row = await rowOf(about.reference);
	expect(row).toMatchObject({ kind: 'decide', on: '2026-03-03' });
	expect(whyWords(row!, (key) => key).replace(/\s/g, ' ')).toBe(
		`Litige ${about.reference} : ${ours.users.approver.name} a refusé le 3 mars 2026 : « Hors contrat. », reste à décider`
	);
});

test('once somebody is asked about it, it waits for him; the case still says why', async () => {
	const about = await asked();
	await refuse(about);
	await buildAssignment(ours.inside, about);
	expect((await rowOf(about.reference))?.kind).not.toBe('decide');
	expect((await page(about.reference)).approval.refused).toMatchObject({ isAskedSince: true });
});

test('asked for anew, or decided, it is said no more', async () => {
	const about = await asked();
	await refuse(about);
	await decide(about.id, 120_000n);
	expect((await page(about.reference)).approval.refused).toBeNull();
	await refuse(about);
	await decide(about.id, 50_000n);
	expect((await page(about.reference)).approval.refused).toBeNull();
	expect((await rowOf(about.reference))?.kind).not.toBe('decide');
});
