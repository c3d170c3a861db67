import { beforeAll, expect, test } from 'vitest';
import { stringify } from 'devalue';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

const PROCEDURE = 'Comparer au tarif signé,\npuis interroger le commercial.';

async function write(company: Company, procedure: string): Promise<void> {
	const { reasons } = callerFor(company.desk.admin).desk;
	const { id } = (await reasons.list()).find(({ code }) => code === 'price_unit')!;
	const { settings, seen } = await reasons.show({ id });
	const labels = { ...{ fr: '', en: '', de: '', es: '' }, ...settings.labels };
	await reasons.change({ ...settings, id, seen, labels, procedure } as never);
}
const pageOf = async ({ desk, account }: Company) =>
	callerFor(desk.collector).desk.disputes.page({ reference: account.dispute.reference });

test('what to do is read on the case by staff and by whoever is asked, of this house alone', async () => {
	// As a form sends its lines.
	await write(ours, ` ${PROCEDURE.replace('\n', '\r\n')}\r\n`);
	expect((await pageOf(ours)).reason.procedure).toBe(PROCEDURE);
	const asked = callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver;
	expect((await asked.disputes.page()).procedure).toBe(PROCEDURE);
	expect((await pageOf(other)).reason.procedure).toBe('');
});

test('no customer reads it: neither where he chooses a reason nor on his case', async () => {
	await write(ours, PROCEDURE);
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const { reference } = ours.account.dispute;
	const [choice, tracked] = [
		await portal.disputes.form(),
		await portal.disputes.show({ reference })
	].map((answer) => stringify(answer));
	expect(choice).toContain('price_unit');
	expect(tracked).toContain(reference);
	for (const read of [choice, tracked]) {
		expect(read).not.toContain('procedure');
		expect(read).not.toContain('tarif sign');
	}
});
