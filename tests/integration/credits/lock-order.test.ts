import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { creditRequest } from '$lib/server/db/schema/credits';
import { invoice } from '$lib/server/db/schema/invoices';
import { useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';
import { statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let owed: InvoiceRow;
let disputeId: string;
const desk = () => callerFor(ours.desk.collector).desk;

beforeEach(async () => {
	ours ??= (await buildWorld()).ours;
	owed = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	({ id: disputeId } = await buildDispute(ours.inside, owed, { claimedMinor: 50_000n }));
	await desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		explanation: 'Le tarif de mars.'
	});
});

/** Somebody who is about to lock the invoice holds the request: in another order each would wait for the other. */
async function besideAPosting<T>(write: () => Promise<T>): Promise<T> {
	let writing: Promise<T> | undefined;
	await unitOfWork(ours.inside, async ({ tx }) => {
		await tx
			.select()
			.from(creditRequest)
			.where(eq(creditRequest.disputeId, disputeId))
			.for('update');
		writing = write();
		writing.catch(() => {});
		await untilSomebodyWaits();
		await tx.select().from(invoice).where(eq(invoice.id, owed.id)).for('update');
	});
	return writing!;
}

test('a request is locked before the invoices, by whoever closes its case with a number', async () => {
	await besideAPosting(() =>
		desk().disputes.resolve({ disputeId, creditNoteNumber: `AV-${disputeId}` })
	);
	expect(await statusOf(disputeId)).toBe('resolved');
});

test('and by whoever opens it again', async () => {
	await besideAPosting(() => desk().disputes.reopen({ disputeId, note: 'Le client conteste.' }));
	expect(await statusOf(disputeId)).toBe('in_progress');
});
