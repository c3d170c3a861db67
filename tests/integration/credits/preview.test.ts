import { expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
const HEADER =
	'request_id;status;credit_note_number;credit_note_date;credit_note_amount;failure_reason';

/** A decided case of its own invoice; returns what its credit was asked for as. */
async function asked(ours: Company): Promise<string> {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const { id: disputeId } = await buildDispute(ours.inside, invoice, { claimedMinor: 50_000n });
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		explanation: 'Le tarif de mars.'
	});
	const [row] = await asOwner<{ id: string }>(
		'select id from credit_request where dispute_id = $1',
		[disputeId]
	);
	return row!.id;
}

const posted = (id: string, number: string) => `${id};posted;${number};02/03/2026;200,00;`;
const fileOf = (rows: readonly string[]) => new TextEncoder().encode([HEADER, ...rows].join('\n'));

test('sixty answers about one customer do what was shown, also where a number or a case comes back far below', async () => {
	const { ours } = await buildWorld();
	const { credits } = callerFor(ours.desk.collector).desk;
	const ids: string[] = [];
	while (ids.length < 57) ids.push(await asked(ours));
	await credits.export();
	const rows = ids.map((id, at) => posted(id, `AV-${at}`));
	const [first, second] = ids as [string, string];
	const last = await asked(ours);
	const repeated = [
		posted(last, 'AV-0'),
		`${first};failed;;;;Compte fermé`,
		posted(second, 'AV-other')
	];
	const bytes = fileOf([...rows, ...repeated]);

	const shown = await credits.previewAnswers({ bytes });
	const refused = shown.filter(({ as }) => as === 'refused');
	expect(refused).toMatchObject([
		{ line: 59, code: 'credit_note_taken' },
		{ line: 60, code: 'credit_posted' },
		{ line: 61, code: 'credit_posted' }
	]);
	const done = await credits.answers({ bytes });
	expect(done.done).toBe(57);
	expect(done.refused).toEqual(refused.map(({ as: _as, said: _said, on: _on, ...row }) => row));
});
