import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let disputeId: string;
let reference: string;

type Role = keyof Company['desk'];
const desk = (role: Role = 'collector', company = ours) => callerFor(company.desk[role]).desk;
const page = (role: Role = 'collector') => desk(role).disputes.page({ reference });
const tasks = async () => (await page()).tasks.rows;
/** To its customer: whoever is given a task is told apart (tests/scenarios/task-given.test.ts). */
const lettersAbout = async (id: string) =>
	(await mailsAbout(id)).filter(({ mail }) => mail !== 'staff-alert');
const REPLACE = {
	text: 'Remplacer la colle',
	ownerTeam: 'logistics',
	dueOn: '2026-03-09'
} as const;
const decide = (fields: object = {}) =>
	desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		...{ explanation: 'Le tarif de mars s’applique.', tasks: [REPLACE] },
		...fields
	});
const end = (taskId: string, as: 'done' | 'not_needed', role: Role = 'collector', why = '') =>
	desk(role).tasks.end({ taskId, as, why });
const add = (fields: object = {}, role: Role = 'collector') =>
	desk(role).tasks.add({
		...{ disputeId, ...REPLACE, idempotencyKey: `key-${disputeId}-${JSON.stringify(fields)}` },
		...fields
	});
const post = async () => {
	const [row] = await asOwner<{ id: string }>(
		'select id from credit_request where dispute_id = $1 order by id desc',
		[disputeId]
	);
	return desk().credits.post({
		...{ requestId: row!.id, number: `AV-${disputeId}`, on: localDate('2026-03-02') },
		amountMinor: 20_000n
	});
};
const asCustomer = async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	return portal.disputes.show({ reference });
};
const open = async () => {
	const [row] = await asOwner<{ open: string }>(
		'select total_minor - coalesce((select sum(amount_minor) from allocation where invoice_id = invoice.id), 0) as open from invoice where id = $1',
		[invoice.id]
	);
	return BigInt(row!.open);
};
const todo = async (role: Role, company = ours) =>
	(await desk(role, company).worklist.day({})).rows.filter(
		({ kind, reference: about }) => kind.startsWith('todo') && about === reference
	);

beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) {
		({ ours, other } = await buildWorld());
		await asOwner(`update "user" set team = 'logistics' where role = 'resolver'`);
	}
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const made = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 50_000n, raisedByEmail: 'ana@customer.test' },
		collectorId: ours.users.collector.id
	});
	({ id: disputeId, reference } = made);
});

test('decided again, what somebody is asked for already is not asked twice', async () => {
	await decide();
	await desk().disputes.reopen({ disputeId, note: 'Le client a rappelé.' });
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await decide({ tasks: [REPLACE, { ...REPLACE, text: 'Appeler le client' }] });
	expect((await tasks()).map(({ text }) => text).sort()).toEqual([
		'Appeler le client',
		REPLACE.text
	]);
});

test('decided again, a line of the reason takes the day it is ticked for: it is one task, and on record', async () => {
	await asOwner(`update reason set suggested_tasks = $1`, [
		JSON.stringify({ en: 'Call the customer', fr: `Vérifier\n${REPLACE.text}` })
	]);
	await decide();
	const before = await tasks();
	await desk().disputes.reopen({ disputeId, note: 'Le client a rappelé.' });
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await expect(decide({ tasks: [{ ...REPLACE, dueOn: '2026-03-02' }] })).rejects.toMatchObject({
		message: 'task_day_over'
	});
	await decide({
		tasks: [
			{ ...REPLACE, dueOn: '2026-03-16' },
			{ ...REPLACE, ownerTeam: 'quality' }
		]
	});
	expect(await tasks()).toMatchObject([
		// Another team is asked something else.
		{ ownerTeam: 'quality', dueOn: REPLACE.dueOn },
		{ id: before[0]!.id, ownerTeam: 'logistics', dueOn: '2026-03-16' }
	]);
	expect((await auditOf(disputeId)).filter((one) => one === 'dispute.task_moved')).toHaveLength(1);
	await asOwner(`update reason set suggested_tasks = '{}'`);
});

test('what somebody wrote himself is a task on each day he names, and moves none', async () => {
	await asOwner(`update reason set suggested_tasks = $1`, [JSON.stringify({ fr: REPLACE.text })]);
	const CALL = { text: 'Appeler le client', ownerTeam: 'sales' } as const;
	await decide({ tasks: [{ ...CALL, dueOn: '2026-03-10' }] });
	// Added beside the decision, in the words of a line of the reason.
	await add();
	await desk().disputes.reopen({ disputeId, note: 'Le client a rappelé.' });
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await decide({
		tasks: [
			...[
				{ ...CALL, dueOn: '2026-03-12' },
				{ ...CALL, dueOn: '2026-03-10' }
			],
			{ ...REPLACE, dueOn: '2026-03-16' }
		]
	});
	expect((await tasks()).map(({ text, dueOn }) => [text, dueOn])).toEqual([
		...[
			[REPLACE.text, REPLACE.dueOn],
			[CALL.text, '2026-03-10']
		],
		...[
			[CALL.text, '2026-03-12'],
			[REPLACE.text, '2026-03-16']
		]
	]);
	expect(await auditOf(disputeId)).not.toContain('dispute.task_moved');
	await asOwner(`update reason set suggested_tasks = '{}'`);
});

test('a decision that leaves something to do is being put in order; its customer gets one letter', async () => {
	await decide();
	expect(await statusOf(disputeId)).toBe('implementing');
	expect((await lettersAbout(disputeId)).map(({ mail }) => mail)).toEqual(['dispute-decided']);
	expect(await tasks()).toMatchObject([
		{ text: 'Remplacer la colle', ownerTeam: 'logistics', endedAs: null, mayEnd: true }
	]);
	expect(await auditOf(disputeId)).toContain('dispute.task_added');
});

test('a refusal with something to do stays a refusal for its customer', async () => {
	await decide({ verdict: 'invalid', outcome: 'no_action', acceptedMinor: undefined });
	expect(await statusOf(disputeId)).toBe('decided');
	await expect(desk().disputes.resolve({ disputeId, creditNoteNumber: '' })).rejects.toMatchObject({
		message: 'tasks_open'
	});
});

test('the case is not closed while a task is open; done, it may be', async () => {
	await decide();
	const closing = { disputeId, creditNoteNumber: `AV-${disputeId}` };
	await expect(desk().disputes.resolve(closing)).rejects.toMatchObject({ message: 'tasks_open' });
	expect(await open()).toBe(100_000n);
	await end((await tasks())[0]!.id, 'done', 'resolver');
	expect(await statusOf(disputeId)).toBe('implementing');
	await desk().disputes.resolve(closing);
	expect(await statusOf(disputeId)).toBe('resolved');
	expect(await open()).toBe(80_000n);
	expect(await tasks()).toMatchObject([{ endedAs: 'done', endedByName: ours.users.resolver.name }]);
});

test('a credit note that accounting made is booked at once; the last task closes the case, once', async () => {
	await decide({ tasks: [REPLACE, { ...REPLACE, text: 'Corriger le tarif' }] });
	expect(await post()).toBe('tasks_open');
	expect(await open()).toBe(80_000n);
	expect(await statusOf(disputeId)).toBe('implementing');
	expect(await page()).toMatchObject({ isPosted: true, tasks: { open: 2 } });
	// What this decision gives is not what an earlier one gave, though the case is still open.
	const given = { accepted: { minor: 20_000n }, creditedBefore: null };
	expect((await asCustomer()).decision).toMatchObject(given);
	const [first, second] = await tasks();
	expect(await end(first!.id, 'done')).toEqual({ isClosed: false });
	expect(await end(second!.id, 'not_needed', 'collector', 'Déjà fait')).toEqual({ isClosed: true });
	expect(await end(second!.id, 'not_needed', 'collector', 'Déjà fait')).toEqual({
		isClosed: false
	});
	expect(await statusOf(disputeId)).toBe('resolved');
	expect(await post()).toBeNull();
	expect((await asCustomer()).decision).toMatchObject(given);
	expect(await open()).toBe(80_000n);
	const letters = await lettersAbout(disputeId);
	expect(letters.map(({ mail }) => mail)).toEqual(['dispute-decided', 'dispute-resolved']);
	expect(letters[1]!.facts).toMatchObject({ creditNote: `AV-${disputeId}` });
});

test('added later it begins too, and its customer is told; sent twice it is one', async () => {
	await decide({ tasks: [] });
	expect(await statusOf(disputeId)).toBe('decided');
	await add();
	await add();
	expect(await tasks()).toHaveLength(1);
	expect(await statusOf(disputeId)).toBe('implementing');
	const [, update] = await mailsAbout(disputeId);
	expect(update).toMatchObject({ mail: 'dispute-update', facts: { event: 'implementing' } });
	expect(JSON.stringify(update!.facts)).not.toContain('Remplacer');
});

describe('whose it is', () => {
	test('his team’s in his day, overdue in the day of whoever has the case too, nobody else’s', async () => {
		await decide();
		expect(await todo('resolver')).toMatchObject([
			{ kind: 'todo', what: 'Remplacer la colle', on: '2026-03-09' }
		]);
		expect(await todo('collector')).toEqual([]);
		expect(await todo('resolver', other)).toEqual([]);
		setClock(new Date('2026-03-11T10:00:00Z'));
		expect(await todo('resolver')).toMatchObject([{ kind: 'todo', daysLeft: -2 }]);
		expect(await todo('collector')).toMatchObject([{ kind: 'todo_late', daysLeft: -2 }]);
		await end((await tasks())[0]!.id, 'done', 'resolver');
		expect(await todo('resolver')).toEqual([]);
	});
	test('a colleague of another team ends nothing that is not his; whoever may close ends all', async () => {
		await decide({ tasks: [{ ...REPLACE, ownerTeam: 'billing' }] });
		const [task] = await tasks();
		await expect(end(task!.id, 'done', 'resolver')).rejects.toMatchObject({
			message: 'not_allowed'
		});
		await end(task!.id, 'done', 'approver');
		await expect(end(task!.id, 'not_needed', 'collector', 'x')).rejects.toMatchObject({
			message: 'task_over'
		});
	});
	test('a person of the house, never one who may not write; one of the two', async () => {
		await decide({ tasks: [] });
		const wrong = { message: 'task_needs_owner' };
		const one = { ownerTeam: undefined };
		await expect(add(one)).rejects.toMatchObject(wrong);
		await expect(add({ ownerId: ours.users.resolver.id })).rejects.toMatchObject(wrong);
		const executive = { ...one, ownerId: ours.users.executive.id };
		await expect(add(executive)).rejects.toMatchObject(wrong);
		const stranger = { ...one, ownerId: other.users.resolver.id };
		await expect(add(stranger)).rejects.toMatchObject({ message: 'not_found' });
		await add({ ...one, ownerId: ours.users.resolver.id });
		expect(await tasks()).toMatchObject([{ ownerName: ours.users.resolver.name }]);
	});
});

test('not needed asks why; a day that is over is no day', async () => {
	await decide();
	await expect(end((await tasks())[0]!.id, 'not_needed')).rejects.toMatchObject({
		message: 'explanation_required'
	});
	await expect(add({ dueOn: '2026-03-02' })).rejects.toMatchObject({ message: 'task_day_over' });
	await expect(add({ dueOn: '' })).rejects.toMatchObject({ message: 'task_needs_day' });
});

test('looked at again, nobody is asked; decided again, whoever had it is', async () => {
	await decide();
	await desk().disputes.reopen({ disputeId, note: 'Le client conteste.' });
	const [task] = await tasks();
	expect(await todo('resolver')).toEqual([]);
	await expect(end(task!.id, 'done')).rejects.toMatchObject({ message: 'task_not_now' });
	await expect(add()).rejects.toMatchObject({ message: 'task_not_now' });
	await decide({ tasks: [] });
	expect(await statusOf(disputeId)).toBe('implementing');
	expect(await todo('resolver')).toHaveLength(1);
});

test('an end without a decision leaves them with whoever has them', async () => {
	await decide();
	await desk().disputes.reopen({ disputeId, note: 'Le client conteste.' });
	await desk().disputes.close({ disputeId, to: 'not_a_dispute', note: 'Vu au téléphone.' });
	expect(await statusOf(disputeId)).toBe('not_a_dispute');
	expect(await todo('resolver')).toHaveLength(1);
	await end((await tasks())[0]!.id, 'not_needed', 'resolver', 'Litige clos');
	expect(await statusOf(disputeId)).toBe('not_a_dispute');
});

test('the customer reads that it is put in order, and nothing of what is to be done', async () => {
	const contested = ours.account.dispute;
	({ id: disputeId, reference } = contested);
	await decide({ verdict: 'valid', outcome: 'replacement', acceptedMinor: undefined });
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const read = JSON.stringify(await portal.disputes.show({ reference }), (_, value: unknown) =>
		typeof value === 'bigint' ? String(value) : value
	);
	expect(read).toContain('"status":"implementing"');
	expect(read).not.toContain('Remplacer la colle');
});

test('what a reason suggests is offered with the decision', async () => {
	await asOwner(`update reason set suggested_tasks = '{"fr": "Renvoyer les articles"}'`);
	expect((await page()).tasks).toMatchObject({ lists: { fr: 'Renvoyer les articles' } });
});

test('the team of the reason is offered to do it where it has the case, else nobody is', async () => {
	await asOwner(`update reason set team = 'logistics'`);
	const team = async () => (await page()).tasks.team;
	expect(await team()).toBe('');
	const ask = (userId: string) =>
		desk().disputes.assign({ disputeId, userId, question: 'Qu’en dites-vous ?' });
	await ask(ours.users.resolver.id);
	expect(await team()).toBe('logistics');
	await ask(ours.users.approver.id);
	expect(await team()).toBe('');
});

test('a line nobody was chosen for is refused by its words, and nothing is decided', async () => {
	await expect(
		decide({ tasks: [REPLACE, { ...REPLACE, text: 'Appeler le client', ownerTeam: undefined }] })
	).rejects.toMatchObject({
		message: 'task_needs_owner',
		cause: { details: { task: 'Appeler le client' } }
	});
	expect(await tasks()).toEqual([]);
	expect((await page()).resolution).toBeNull();
});

test('another house ends and adds nothing', async () => {
	await decide();
	const [task] = await tasks();
	const theirs = desk('collector', other).tasks;
	const NOT_FOUND = { message: 'not_found' };
	await expect(theirs.end({ taskId: task!.id, as: 'done', why: '' })).rejects.toMatchObject(
		NOT_FOUND
	);
	await expect(
		theirs.add({ disputeId, ...REPLACE, idempotencyKey: 'key-of-theirs' })
	).rejects.toMatchObject(NOT_FOUND);
});
