import { beforeEach, expect, test } from 'vitest';
import { decisionSentence } from '$lib/i18n/decision-words';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { notice } from '$lib/server/db/schema/notices';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { whyCustomer } from '$lib/server/dunning/why-customer';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation
} from '../../support/factories';
import { day, noticesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const on = (date: string) => setClock(new Date(`${date}T09:00:00Z`));

/** Reminded on 9 February; its formal notice was prepared on 3 March, and it is the day after. */
async function waiting() {
	const inside = await buildOrganisation();
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { role: 'collections' });
	await buildInvoice(inside, customer, { number: 'F-1', dueOn: day('2026-01-29') });
	on('2026-02-09');
	await runDunning(inside);
	await unitOfWork(inside, ({ tx, now, today }) =>
		tx.update(notice).set({ status: 'sent', closedAt: now, closedOn: today })
	);
	on('2026-03-03');
	await runDunning(inside);
	on('2026-03-04');
	return { inside, customer };
}

test('a notice that waits for a yes is said first, with its sum, and as no step that was taken', async () => {
	const { inside, customer } = await waiting();
	expect((await noticesIn(inside)).map(({ status }) => status)).toContain('to_confirm');
	const { decision } = await unitOfWork(inside, (unit) => whyCustomer(unit, customer.id));
	expect(decisionSentence(decision, 'en')).toMatch(
		/^Not reminded: “Formal notice” about invoice F-1 waits for your confirmation, for €1,000\.00; next step/
	);
	expect(decisionSentence(decision, 'fr')).not.toContain('déjà engagée');
});

test('tomorrow, a forecast has it taken today', async () => {
	const { inside, customer } = await waiting();
	const { decision } = await unitOfWork(inside, (unit) =>
		whyCustomer(unit, customer.id, day('2026-03-05'))
	);
	expect(decisionSentence(decision, 'en', { seen: 'ahead' })).not.toContain('waits');
});
