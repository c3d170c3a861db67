import { beforeAll, describe, expect, test } from 'vitest';
import { canMove, DISPUTE_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { hashPassword, passwordMatches } from '$lib/server/auth/password';
import { openLink } from '$lib/server/auth/links';
import { systemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { madePromises } from '$lib/server/promises/made-promises';
import { promiseTerms } from '$lib/server/promises/queries';
import { allOrganisations } from '$lib/server/settings/queries';
import { CHECKS } from '$lib/server/checks/check-promises';
import { CREDITORS } from '$lib/server/db/seed/organisations';
import { DEMO_PASSWORD } from '$lib/server/db/seed/demo-password';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { welcome } from '$lib/server/db/seed/welcome';
import { readStoredFile } from '$lib/server/files';
import { demoLogins } from '$lib/server/jobs/demo-logins';
import { askedOtherwise } from '../../support/asked-in-queue';
import { asOwner, TEST_DAY, useDatabase } from '../../support/database';
import { tokenIn } from '../../support/scopes';

useDatabase();

describe('before the demo is there', () => {
	test('there is nobody to welcome', async () => expect(await welcome()).toBeNull());
});

describe('the demo world', () => {
	beforeAll(seedDemo);

	test('has two organisations with about forty and fifteen customers and three hundred invoices', async () => {
		const [customers] = await asOwner<{ fr: string; en: string }>(
			`select count(*) filter (where language = 'fr') as fr, count(*) filter (where language = 'en') as en from customer`
		);
		expect(customers).toEqual({ fr: '40', en: '15' });
		const [invoices] = await asOwner<{ n: string }>('select count(*) as n from invoice');
		expect(Number(invoices!.n)).toBeGreaterThan(270);
		expect(Number(invoices!.n)).toBeLessThan(340);
	});

	test('has nothing the hourly checks would complain about', async () => {
		for (const organisation of await allOrganisations())
			await unitOfWork(systemScope({ ...organisation, actor: 'checks' }), async (unit) => {
				const found = await Promise.all(
					CHECKS.map(async ({ name, broken }) => ({
						name,
						rows: (await broken(unit)).length
					}))
				);
				expect(found.filter(({ rows }) => rows > 0)).toEqual([]);
			});
	});

	test('says in the queue of each case whom it is asked of', async () =>
		expect(await askedOtherwise()).toEqual([]));

	test('has put every formal notice of before into the post, as a letter that can be read', async () => {
		const rows = await asOwner<{
			storage_key: string | null;
			posted_on: string | null;
			by: string;
		}>(
			`select l.storage_key, l.posted_on::text, l.posted_by as by from notice n
			left join letter l on l.notice_id = n.id where n.channel like '%letter' and n.status = 'done'`
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter(({ storage_key, by }) => !storage_key || !by)).toEqual([]);
		expect(rows.every(({ posted_on: on }) => on && on <= TEST_DAY)).toBe(true);
		const pdf = await readStoredFile(rows[0]!.storage_key!);
		expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
	});

	test('claims in a formal notice only what was due that day', async () => {
		const rows = await asOwner(
			`select n.id from notice n, json_array_elements(n.content->'items') item
			where n.channel like '%letter' and (item->>'daysLate')::int <= 0`
		);
		expect(rows).toEqual([]);
	});

	test('wrote to nobody twice on one day', async () => {
		const twice = await asOwner(
			`select customer_id, closed_on from notice where channel = 'email'
			group by 1, 2 having count(*) > 1`
		);
		expect(twice).toEqual([]);
	});

	test('shows a dispute in every state', async () => {
		const rows = await asOwner<{ status: string }>('select distinct status from dispute');
		expect(rows.map(({ status }) => status).sort()).toEqual([...DISPUTE_STATUSES].sort());
	});

	test('only knows histories that the life cycle allows, ending where the case stands', async () => {
		const steps = await asOwner<{
			dispute_id: string;
			from_status: DisputeStatus | null;
			to_status: DisputeStatus;
			status: DisputeStatus;
		}>(
			`select t.dispute_id, t.from_status, t.to_status, d.status from dispute_transition t
			join dispute d on d.id = t.dispute_id order by t.dispute_id, t.at`
		);
		const broken = steps.filter(
			({ from_status: from, to_status: to }) => from !== null && !canMove(from, to)
		);
		expect(broken).toEqual([]);
		const last = new Map(steps.map((step) => [step.dispute_id, step]));
		expect([...last.values()].filter(({ to_status, status }) => to_status !== status)).toEqual([]);
	});

	test('shows a case with a follower, one with a new date, one with an offer and one with an opinion', async () => {
		const rows = await asOwner(
			`select (select count(*)::int from dispute_follower) as followed, (select count(*)::int from dispute_commitment) as dated,
			(select count(*)::int from proposal) as offered, (select count(*)::int from satisfaction) as rated`
		);
		for (const count of Object.values(rows[0]!)) expect(count).toBeGreaterThan(0);
		const kinds = await asOwner('select distinct kind from proposal order by kind');
		expect(kinds).toEqual([{ kind: 'credit' }, { kind: 'instalments' }]);
	});

	test('holds nothing that happened after its own day', async () => {
		const [row] = await asOwner<{ late: string }>(
			`select (select count(*) from dispute_transition where on_day > '${TEST_DAY}') + (select count(*) from payment where received_on > '${TEST_DAY}')
			+ (select count(*) from invoice where issued_on > '${TEST_DAY}') + (select count(*) from message where at > '${TEST_DAY}T23:59:00Z') as late`
		);
		expect(row).toEqual({ late: '0' });
	});

	test('never settles an invoice beyond its total, nor accepts beyond what was claimed', async () => {
		const rows = await asOwner(
			`select i.number from invoice i where i.total_minor < (select sum(amount_minor) from allocation a where a.invoice_id = i.id)
			union all select id::text from dispute_item where accepted_minor > claimed_minor`
		);
		expect(rows).toEqual([]);
	});

	test('accepts nothing without a credit note once the case is resolved', async () => {
		const rows = await asOwner(
			`select d.reference from dispute d join dispute_item t on t.dispute_id = d.id
			where d.status = 'resolved' and t.accepted_minor > 0
			and not exists (select from credit_note c where c.dispute_id = d.id)`
		);
		expect(rows).toEqual([]);
	});

	test('has lines that add up to each invoice', async () => {
		const rows = await asOwner(
			`select i.number from invoice i where i.total_minor <> (select sum(total_minor) from invoice_line l where l.invoice_id = i.id)`
		);
		expect(rows).toEqual([]);
	});

	test('can be opened by one person per role in each organisation', async () => {
		const { logins } = (await welcome())!;
		expect(logins.map(({ organisation, role }) => `${organisation} ${role}`)).toHaveLength(10);
		const [row] = await asOwner<{ password_hash: string }>(
			'select password_hash from "user" where email = $1',
			[logins[0]!.email]
		);
		expect(await passwordMatches(row!.password_hash, DEMO_PASSWORD)).toBe(true);
	});

	test('names at the sign-in nobody who has another password, or none', async () => {
		const [row] = await asOwner<{ id: string; email: string; role: string }>(
			`select id, email, role from "user" u where role = 'admin' order by organisation_id limit 1`
		);
		const named = async () =>
			(await demoLogins())!.houses.flatMap(({ people }) => people.map(({ email }) => email));
		expect(await named()).toContain(row!.email);
		for (const hash of ['', await hashPassword('his own since')]) {
			await asOwner('update "user" set password_hash = $1 where id = $2', [hash, row!.id]);
			expect(await named()).not.toContain(row!.email);
		}
		await asOwner('update "user" set password_hash = $1 where id = $2', [
			...[await hashPassword(DEMO_PASSWORD), row!.id]
		]);
		expect(await named()).toContain(row!.email);
	});

	test('prints links that open the hero’s account and the hero’s case', async () => {
		const { customerLinks, resolverLinks } = (await welcome())!;
		expect(customerLinks.map(({ label }) => label)).toEqual([
			'Julie Vasseur, Boulangerie Maison Vasseur, fr',
			expect.stringMatching(/, en$/)
		]);
		const portal = await openLink(tokenIn(customerLinks[0]!.url), 'portal');
		expect(portal.holder.email).toBe('julie.vasseur@maison-vasseur.example');
		const resolver = await openLink(tokenIn(resolverLinks[0]!.url), 'resolver');
		expect(resolver).toMatchObject({
			customerId: portal.customerId,
			holder: { name: 'Karim Benali' }
		});
	});

	test('leaves the hero an overdue, a partly disputed and two coming invoices', async () => {
		const rows = await asOwner<{ due: number; open: string; disputed: string | null }>(
			`select i.due_on - '${TEST_DAY}'::date as due, i.total_minor - coalesce((select sum(amount_minor) from allocation a where a.invoice_id = i.id), 0) as open,
				(select sum(claimed_minor) from dispute_item t join dispute d on d.id = t.dispute_id where t.invoice_id = i.id and d.status = 'assigned') as disputed
			from invoice i join customer c on c.id = i.customer_id where c.name = 'Boulangerie Maison Vasseur' and i.due_on > '${TEST_DAY}'::date - 20 order by i.due_on`
		);
		expect(rows.map(({ due }) => due)).toEqual([-12, -4, 9, 12]);
		const contested = rows[1]!;
		expect(Number(contested.disputed)).toBeGreaterThan(0);
		expect(Number(contested.disputed)).toBeLessThan(Number(contested.open));
	});

	test('has a promise of each kind: waited for, kept, broken, and one to decide', async () => {
		for (const { organisationId, timeZone } of await allOrganisations()) {
			const scope = systemScope({ organisationId, timeZone, actor: 'test' });
			const made = await unitOfWork(scope, async (unit) =>
				madePromises(unit, {}, await promiseTerms(unit))
			);
			expect(made.map(({ standing }) => standing).sort()).toEqual([
				'broken',
				'kept',
				'open',
				'to_decide'
			]);
		}
	});

	test('has credit notes to be made for exactly what was granted, something to do, and where cases came from', async () => {
		const left = await asOwner<Record<string, string | boolean>>(
			`select o.slug, count(c.id) as credits,
				bool_and(c.amount_minor = r.accepted_minor and c.amount_minor = (select sum((part->>'amountMinor')::bigint)
					from jsonb_array_elements(c.parts) part)) as "to the cent",
				(select count(*) from case_task t where t.organisation_id = o.id and ended_at is null) as tasks,
				(select count(*) > 4 from root_cause w where w.organisation_id = o.id) as causes
			from organisation o join credit_request c on c.organisation_id = o.id
			join resolution r on r.organisation_id = c.organisation_id and r.id = c.resolution_id
			group by o.organisation_id, o.id, o.slug, o.language order by o.slug`
		);
		expect(left).toMatchObject([
			{ credits: '4', 'to the cent': true, tasks: '2', causes: true },
			{ credits: '2', 'to the cent': true, tasks: '1', causes: true }
		]);
	});

	test('keeps real pictures with their thumbnails', async () => {
		const [row] = await asOwner<{ storage_key: string; thumbnail_key: string; bytes: number }>(
			'select storage_key, thumbnail_key, bytes from attachment limit 1'
		);
		const photo = await readStoredFile(row!.storage_key);
		expect([...photo.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
		expect(photo.length).toBe(row!.bytes);
		expect((await readStoredFile(row!.thumbnail_key)).length).toBeLessThan(30_000);
	});
});

test.each(CREDITORS)('the account of $slug has valid check digits', ({ organisation }) => {
	const digits = (organisation.iban! + '')
		.replace(/^(.{4})(.*)$/, '$2$1')
		.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
	expect(BigInt(digits) % 97n).toBe(1n);
});
