import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { unitOfWork } from '$lib/server/db/client';
import { CHECKS, checkPromises } from '$lib/server/checks/check-promises';
import { brokenPromises, findingsOf } from '$lib/server/checks/queries';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { changePolicy } from '$lib/server/settings/change-policy';
import { policySchema } from '$lib/server/settings/policy-schema';
import { organisationOf } from '$lib/server/settings/queries';
import { say } from '$lib/i18n/words';
import { forgetEnv } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildHold } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await runDunning(ours.inside);
	await runDunning(other.inside);
	await deliverDue();
	await asOwner('create table kept_delivery as table delivery');
	await asOwner('create table kept_notice as table notice');
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner('delete from delivery');
	await asOwner('delete from notice');
	await asOwner('delete from attachment');
	await asOwner('delete from inbound_round');
	await asOwner('delete from inbound_mail');
	await asOwner('insert into notice table kept_notice');
	await asOwner('insert into delivery table kept_delivery');
});

const found = async (company: Company) =>
	Object.fromEntries(
		(await unitOfWork(company.inside, findingsOf)).map(({ check, count }) => [check, count])
	);
const shown = async (company: Company, name: string) =>
	(await callerFor(company.desk.admin).desk.instance.show()).findings.find(
		({ check }) => check === name
	)!;
const NOTHING = Object.fromEntries(CHECKS.map(({ name }) => [name, 0]));

/** A breach by the owner of the tables, whom no code of ours stops; of one mail, or notice, of our company. */
const ofOurs = (sql: string) =>
	asOwner(
		sql.replaceAll(
			'ONE',
			`(select id from notice where status = 'sent' and organisation_id = '${ours.inside.organisationId}' order by id limit 1)`
		)
	);

const BREACHES: Record<string, () => Promise<unknown>> = {
	sent_twice: () =>
		ofOurs(
			`insert into delivery select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'once_key', 'again', 'message_id', '<again@entendu>'))).* from delivery d where d.notice_id = ONE`
		),
	sent_without_proof: () => ofOurs(`update delivery set response = null where notice_id = ONE`),
	stuck_sending: () =>
		ofOurs(
			`update delivery set status = 'claimed', lease_until = '2020-01-01' where notice_id = ONE`
		),
	waits_too_long: () =>
		ofOurs(
			`update delivery set status = 'retry', created_at = '2026-02-28', next_attempt_at = '2026-03-01' where notice_id = ONE`
		),
	witness_late: async () => {
		Object.assign(process.env, {
			SMTP_URL: 'smtp://127.0.0.1:9',
			WITNESS_ADDRESS: 'witness@menuiserie.test',
			WITNESS_IMAP_URL: 'imap://127.0.0.1:9'
		});
		forgetEnv();
		await ofOurs(
			`update delivery set response = '250 queued', sent_at = '2026-03-03T08:00Z' where notice_id = ONE`
		);
	},
	asked_in_vain: () =>
		ofOurs(
			`update notice set content = jsonb_set(content::jsonb, '{items}', (select jsonb_agg(i || '{"collectibleMinor": "99999999"}') from jsonb_array_elements(content::jsonb->'items') i)) where id = ONE`
		),
	steps_backwards: () =>
		ofOurs(
			`insert into notice select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'step_key', 'earlier', 'closed_at', n.closed_at + interval '9 days', 'content', n.content::jsonb || '{"on": "2026-03-12"}', 'step_id',
				(select s.id from step s where s.organisation_id = n.organisation_id and s.definition->>'phase' = 'before_due' limit 1)))).* from notice n where n.id = ONE`
		),
	contacts_too_close: () =>
		ofOurs(
			`insert into notice select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'step_key', 'again'))).* from notice n where n.id = ONE`
		),
	files_checked: async () => {
		Object.assign(process.env, { CLAMD_HOST: '127.0.0.1' });
		forgetEnv();
		await attachFile("scan = 'checking', uploaded_at = '2026-03-03T07:00Z'");
	},
	agreed_not_booked: async () => {
		const { dispute } = ours.account;
		await asOwner(
			`insert into proposal (organisation_id, id, customer_id, dispute_id, kind, currency, text, valid_until, proposed_at, proposed_by_id, proposed_by_name, idempotency_key)
			values ($1, gen_random_uuid(), $2, $3, 'replacement', 'EUR', 'x', '2026-03-31', '2026-03-02', (select id from "user" where organisation_id = $1 limit 1), 'x', 'never-booked')`,
			[dispute.organisationId, dispute.customerId, dispute.id]
		);
		await asOwner(
			`insert into proposal_answer (organisation_id, id, customer_id, dispute_id, proposal_id, verdict, signed_name, shown_text, shown_sha256, language, link_id, holder_name, holder_email, at, idempotency_key)
			select organisation_id, gen_random_uuid(), customer_id, dispute_id, id, 'accepted', 'x', 'x', 'x', 'fr', gen_random_uuid(), 'x', 'x@x.test', '2026-03-02', 'never-booked' from proposal where idempotency_key = 'never-booked'`
		);
	},
	mailbox_read: async () => {
		Object.assign(process.env, { INBOUND_IMAP_URL: 'imap://127.0.0.1:9' });
		forgetEnv();
		await asOwner(
			`insert into inbound_round (organisation_id, id, begun_at) values ($1, gen_random_uuid(), '2026-03-01')`,
			[ours.inside.organisationId]
		);
	},
	mails_settled: () =>
		asOwner(
			`insert into inbound_mail (organisation_id, id, sha256, storage_key, bytes, received_at)
			values ($1, gen_random_uuid(), 'gone', 'gone', 1, '2026-03-01')`,
			[ours.inside.organisationId]
		),
	files_room: async () => {
		for (let times = 0; times < 3; times++) await attachFile('bytes = 2000000000');
	}
};

/** A file of our customer, and what became of it. */
async function attachFile(fields: string): Promise<void> {
	const { dispute } = ours.account;
	const target = { disputeId: dispute.id, customerId: dispute.customerId } as const;
	const [id] = await unitOfWork(ours.inside, (unit) =>
		saveAttachments(unit, { ...target, audience: 'customer', uploadedByKind: 'customer' }, [
			{ name: 'bon.pdf', bytes: new TextEncoder().encode('%PDF-1.4') }
		])
	);
	await asOwner(`update attachment set ${fields} where id = $1`, [id]);
}

describe('The promises of sending, asked of the rows', () => {
	it('are kept after an ordinary day', async () => {
		await checkPromises();
		expect(await found(ours)).toEqual(NOTHING);
		expect(await found(other)).toEqual(NOTHING);
		const [{ sent }] = (await asOwner<{ sent: string }>(
			`select count(*) as sent from notice where status = 'sent' and content->'claimedAt' is not null`
		)) as [{ sent: string }];
		expect(Number(sent)).toBeGreaterThan(1);
	});

	it.each(CHECKS.map(({ name }) => name))('%s is found when it is broken', async (name) => {
		const quiet = {
			SMTP_URL: '',
			WITNESS_ADDRESS: '',
			WITNESS_IMAP_URL: '',
			CLAMD_HOST: '',
			INBOUND_IMAP_URL: ''
		};
		try {
			await BREACHES[name]!();
			await checkPromises();
		} finally {
			Object.assign(process.env, quiet);
			forgetEnv();
		}
		expect((await found(ours))[name]).toBe(1);
		expect((await found(other))[name]).toBe(0);
		expect(await unitOfWork(ours.inside, brokenPromises)).toBeGreaterThan(0);
		expect(await unitOfWork(other.inside, brokenPromises)).toBe(0);
		expect((await shown(other, name)).cases).toEqual([]);
		const { cases, others } = await shown(ours, name);
		if (CHECKS.find((check) => check.name === name)!.nameless)
			return expect([cases, others]).toEqual([[], 0]);
		const [one] = cases;
		expect(one).toMatchObject({ customer: { name: expect.any(String) as string } });
		expect(one!.noticeId).not.toBeNull();
	});

	it('names some of many, and counts the others', async () => {
		await BREACHES.sent_without_proof!();
		await checkPromises();
		const many = `update finding set count = 40 where check_name = 'sent_without_proof'`;
		await asOwner(`${many} and organisation_id = $1`, [ours.inside.organisationId]);
		const found = await shown(ours, 'sent_without_proof');
		expect([found.cases.length, found.others]).toEqual([1, 39]);
	});

	it('says that copies are not asked for where there is no witness mailbox', async () => {
		await checkPromises();
		expect(await shown(ours, 'witness_late')).toMatchObject({ count: 0, isAsked: false });
		expect(await shown(ours, 'sent_twice')).toMatchObject({ count: 0, isAsked: true });
	});

	it.each(CHECKS.map(({ name }) => name))('%s has words for people', (name) => {
		for (const key of [`settings_check_${name}`, `settings_check_todo_${name}`])
			for (const language of ['fr', 'en'] as const) expect(say(key, {}, language)).not.toBe(key);
	});
});

describe('What must not have been asked for', () => {
	const HOUR_LATER = new Date(TEST_INSTANT.getTime() + 3_600_000);
	/** The message to this customer, as if it had left two hours later than it did. */
	const leftLater = (fields = "status = 'sent'") =>
		asOwner(
			`update notice set ${fields}, closed_at = '2026-03-03T23:00Z',
				content = jsonb_set(content::jsonb, '{claimedAt}', '"2026-03-03T23:00:00.000Z"')
			where customer_id = $1`,
			[ours.account.customer.id]
		);
	const vain = async () => {
		await checkPromises();
		return (await found(ours)).asked_in_vain;
	};
	beforeEach(() => setClock(HOUR_LATER));

	const SAID: [string, () => Promise<() => Promise<unknown>>][] = [
		[
			'what was promised before',
			async () => {
				const { desk } = callerFor(ours.desk.collector);
				const { promiseId } = await desk.promises.make({
					customerId: ours.account.customer.id,
					items: [{ invoiceId: ours.account.overdue.id, amountMinor: 1n }],
					dueOn: localDate('2026-03-10'),
					idempotencyKey: uuidv7()
				});
				return () => asOwner('delete from promise_item where promise_id = $1', [promiseId]);
			}
		],
		[
			'a customer on hold',
			async () => {
				const { id } = await buildHold(ours.inside, ours.account.customer);
				return () => asOwner('delete from hold where id = $1', [id]);
			}
		],
		[
			'an invoice that a small claim holds as a whole',
			async () => {
				const { id } = await buildDispute(ours.inside, ours.account.overdue, {
					claimedMinor: 1n,
					reasonCode: 'order_reference'
				});
				return () => asOwner("update dispute set status = 'duplicate' where id = $1", [id]);
			}
		]
	];

	it.each(SAID)('%s: in a mail and in a letter', async (_what, say) => {
		expect(await vain()).toBe(0);
		const undo = await say();
		try {
			await leftLater();
			expect(await vain()).toBe(1);
			await leftLater("status = 'done', channel = 'letter'");
			expect(await vain()).toBe(1);
		} finally {
			await undo();
			await asOwner('delete from dispute_transition where at = $1', [HOUR_LATER]);
		}
	});

	it('a longer delay agreed on later makes no old message wrong', async () => {
		await ofOurs(
			`insert into notice select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'step_key', 'before', 'closed_at', n.closed_at - interval '6 days',
				'content', n.content::jsonb || '{"on": "2026-02-25", "claimedAt": "2026-02-25T09:00:00.000Z"}'))).* from notice n where n.id = ONE`
		);
		await unitOfWork(ours.desk.admin, async (unit) =>
			changePolicy(unit, {
				...policySchema.parse(await organisationOf(unit)),
				minContactDelayDays: 14
			})
		);
		await checkPromises();
		expect((await found(ours)).contacts_too_close).toBe(0);
	});
});
