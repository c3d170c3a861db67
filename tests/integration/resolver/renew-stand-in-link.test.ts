import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import { setClock } from '$lib/server/clock';
import { renewResolverLinksOf } from '$lib/server/auth/renew-resolver-link';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

/** He goes away for the week, and is asked about this many cases. */
async function awayAndAsked(company: Company, role: 'resolver' | 'approver', cases: number) {
	const { id: userId, name, email } = company.users[role];
	const absence = {
		...{ userId, substituteId: company.users.collector.id },
		...{ fromOn: localDate('2026-03-02'), untilOn: localDate('2026-03-13') }
	};
	await callerFor(company.desk.admin).desk.absences.enter({
		...absence,
		warned: warnedAbout(absence)
	});
	for (let i = 0; i < cases; i++) {
		const of = await buildDispute(company.inside, company.account.contested, {
			status: 'assigned',
			claimedMinor: 100n
		});
		await buildAssignment(company.inside, of, { userId, resolverName: name, resolverEmail: email });
	}
}
const mailsTo = async ({ users }: Company) =>
	(
		await asOwner(`select id from delivery where mail = 'resolver-request' and to_email = $1`, [
			users.collector.email
		])
	).length;

test('whoever types the address of a substitute fills no box with it, for however many he stands in', async () => {
	await awayAndAsked(ours, 'resolver', 6);
	await awayAndAsked(ours, 'approver', 6);
	await awayAndAsked(other, 'resolver', 1);
	await renewResolverLinksOf(ours.users.collector.email);
	expect(await mailsTo(ours)).toBe(10);
	expect(await mailsTo(other)).toBe(0);
});
