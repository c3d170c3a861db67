import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { systemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { chaseCauses } from '$lib/server/disputes/chase-causes';
import { chaseTasks } from '$lib/server/disputes/chase-tasks';
import { lockDispute } from '$lib/server/disputes/lock-dispute';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { asOwner } from '../support/database';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';
import { untilSomebodyWaits } from '../support/waiting';

const story = useStory({ of: 'test' });
let houses = 0;
const at = (who: string) => `${who}@tasks${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);
const days = async (...all: string[]) => {
	for (const day of all) await story.day(`2026-03-${day}`);
};

async function begun() {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const person = async (role: 'collector' | 'resolver' | 'admin', name: string, team = '') => {
		const user = await buildUser(inside, {
			...{ role, name, email: at(name.toLowerCase()) },
			...(team && { team })
		});
		return { id: user.id, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire');
	const karim = await person('resolver', 'Karim', 'sales');
	const lucie = await person('resolver', 'Lucie', 'logistics');
	const admin = await person('admin', 'Nadia');
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-04-13') });
	story.time('2026-03-03');
	const { id: disputeId, reference } = await buildDispute(inside, invoice, {
		claimedMinor: 20_000n
	});
	const give = (text: string, to: { ownerId: string } | { ownerTeam: 'sales' | 'logistics' }) => ({
		...{ text, dueOn: '2026-03-05', ...to }
	});
	const decide = (tasks: ReturnType<typeof give>[]) =>
		claire.desk.disputes.decide({
			...{ disputeId, verdict: 'invalid', outcome: 'no_action', tasks },
			explanation: 'Le tarif signé s’applique.'
		});
	return { inside, claire, karim, lucie, admin, disputeId, reference, give, decide };
}

test('whoever is given a task is told once, reminded when its day is past, week after week until it is done', async () => {
	const { inside, claire, karim, lucie, give, decide, disputeId, reference } = await begun();
	await decide([
		give('Corriger le tarif.', { ownerId: karim.id }),
		give('Reprendre la palette.', { ownerTeam: 'logistics' }),
		give('Appeler le client.', { ownerId: claire.id })
	]);
	await story.wake();
	expect(subjects('karim')).toEqual([expect.stringMatching(/Claire vous confie une tâche/)]);
	const [told] = story.mails(at('karim'));
	expect(told!.text).toContain('Corriger le tarif.');
	expect(told!.text).toContain(`/disputes/${reference}#tasks-title`);
	expect(told!.text).toContain('jeudi 5 mars');
	expect(subjects('lucie')).toHaveLength(1);
	// Nobody is told what he gave himself.
	expect(subjects('claire').filter((one) => /confie/.test(one))).toEqual([]);
	// One more is one more mail, and what was told is not told again.
	await claire.desk.tasks.add({
		...{ disputeId, ...give('Prévenir l’usine.', { ownerId: karim.id }) },
		idempotencyKey: 'one more task'
	});
	await story.wake();
	expect([subjects('karim').length, subjects('lucie').length]).toEqual([2, 1]);

	await days('04', '05');
	expect(subjects('karim')).toHaveLength(2);
	story.time('2026-03-06');
	const engine = systemScope({ ...inside, actor: 'engine' });
	await Promise.all([chaseTasks(engine), chaseTasks(engine)]);
	await story.wake();
	const late = () => subjects('karim').filter((one) => /^En retard\s: votre tâche/.test(one));
	expect(late()).toHaveLength(2);
	const first = (await claire.desk.disputes.page({ reference })).tasks.rows.find(
		({ text }) => text === 'Corriger le tarif.'
	)!;
	await karim.desk.tasks.end({ taskId: first.id, as: 'done' });
	await days('07', '09', '10', '11', '12');
	expect(late()).toHaveLength(2);
	await days('13');
	expect(late()).toHaveLength(3);
	expect(subjects('lucie').filter((one) => /^En retard/.test(one))).toHaveLength(2);
	// Looked at again, nobody is asked for what an earlier decision left.
	await claire.desk.disputes.reopen({ disputeId, note: 'Une erreur.' });
	await days('20');
	expect(late()).toHaveLength(3);
	expect(lucie.id).not.toBe(karim.id);
});

test('who reads once a day finds it in his digest, and a substitute is told for who is away', async () => {
	const { karim, lucie, admin, give, decide } = await begun();
	await lucie.desk.account.changeAlerts({ alerts: 'daily' });
	await admin.desk.absences.enter({
		...{ userId: karim.id, fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-20') },
		substituteId: lucie.id
	});
	await decide([give('Corriger le tarif.', { ownerId: karim.id })]);
	await story.wake();
	expect(subjects('karim')).toEqual([]);
	expect(subjects('lucie')).toEqual([]);
	await days('04');
	expect(story.digests(at('lucie')).at(-1)!.text).toContain('Claire vous confie une tâche');
	await days('05', '06');
	expect(subjects('lucie').some((one) => /^En retard/.test(one))).toBe(false);
	await days('09');
	expect(story.digests(at('lucie')).at(-1)!.text).toMatch(/Votre tâche .* est en retard/);
	expect(subjects('karim')).toEqual([]);
});

test('whoever is to change something so that a case does not come again is told, has it in his day, and is reminded', async () => {
	const { claire, karim, disputeId, reference, decide } = await begun();
	await decide([]);
	await asOwner('update dispute set collector_id = $1 where id = $2', [claire.id, disputeId]);
	await story.wake();
	await claire.desk.causes.set({
		...{ disputeId, stage: 'price_list', action: 'Relire les tarifs de mars.' },
		...{ ownerId: karim.id, dueOn: '2026-03-05', isDone: false }
	});
	await story.wake();
	expect(subjects('karim')).toEqual([expect.stringMatching(/Claire vous confie une tâche/)]);
	const [told] = story.mails(at('karim'));
	expect(told!.text).toContain('Relire les tarifs de mars.');
	expect(told!.text).toContain(`/disputes/${reference}#cause-title`);
	const dayOf = async ({ desk }: typeof karim) =>
		(await desk.worklist.day({})).rows
			.filter(({ key }) => key.startsWith('todo:'))
			.map(({ kind, what }) => [kind, what]);
	const his = [['todo', 'Relire les tarifs de mars.']];
	expect(await dayOf(karim)).toEqual(his);
	expect(await dayOf(claire)).toEqual([]);
	expect(await claire.desk.causes.actions()).toMatchObject([
		{ reference, ownerName: 'Karim', dueOn: '2026-03-05' }
	]);
	await days('04', '05', '06');
	const late = () => subjects('karim').filter((one) => /^En retard\s: votre tâche/.test(one));
	expect(late()).toHaveLength(1);
	expect(await dayOf(karim)).toEqual(his);
	expect(await dayOf(claire)).toEqual([['todo_late', 'Relire les tarifs de mars.']]);
	await claire.desk.causes.set({
		...{ disputeId, stage: 'price_list', action: 'Relire les tarifs de mars.' },
		...{ ownerId: karim.id, dueOn: '2026-03-05', isDone: true }
	});
	await days('07', '09', '10', '11', '12', '13');
	expect(late()).toHaveLength(1);
	expect(await claire.desk.causes.actions()).toEqual([]);
});

describe('so that it does not come again', () => {
	async function withAction(fields: object = {}) {
		const house = await begun();
		const { claire, karim, disputeId } = house;
		await house.decide([]);
		await asOwner('update dispute set collector_id = $1 where id = $2', [claire.id, disputeId]);
		const set = (more: object = {}) =>
			claire.desk.causes.set({
				...{ disputeId, stage: 'price_list', action: 'Relire les tarifs de mars.' },
				...{ ownerId: karim.id, dueOn: '2026-03-05', isDone: false },
				...fields,
				...more
			});
		await set();
		await story.wake();
		return { ...house, set };
	}
	const late = (who: string) => subjects(who).filter((one) => /^En retard/.test(one));

	test('another action in the same case is told to the same colleague; another day of it is not', async () => {
		const { set } = await withAction();
		expect(subjects('karim')).toHaveLength(1);
		await set({ dueOn: '2026-03-09' });
		await set({ isDone: true });
		await story.wake();
		expect(subjects('karim')).toHaveLength(1);
		await set({ action: 'Prévenir le fournisseur.' });
		await story.wake();
		expect(subjects('karim')).toHaveLength(2);
		expect(story.mails(at('karim')).at(-1)!.text).toContain('Prévenir le fournisseur.');
	});

	test('whose owner left, it is told to whoever looks after the case, and to who stands in for him', async () => {
		const { admin, karim, lucie, claire } = await withAction();
		await admin.desk.users.disable({ userId: karim.id });
		await days('06');
		expect(late('claire')).toEqual([expect.stringMatching(/dont personne n’est chargé/)]);
		await admin.desk.absences.enter({
			...{ userId: claire.id, substituteId: lucie.id },
			...{ fromOn: localDate('2026-03-13'), untilOn: localDate('2026-03-20') }
		});
		await days('09', '10', '11', '12', '13');
		expect([late('claire').length, late('lucie').length, late('karim').length]).toEqual([1, 1, 0]);
		const todo = (await lucie.desk.worklist.day({})).rows.filter(
			({ kind }) => kind === 'todo_late'
		);
		expect(todo).toMatchObject([{ what: 'Relire les tarifs de mars.' }]);
	});

	test('of which nobody was ever in charge, it is told to the collector; without one, to the house', async () => {
		const { disputeId } = await withAction({ ownerId: undefined, ownerTeam: 'sales' });
		// Written down before each had to be somebody's.
		await asOwner('update root_cause set owner_team = null where dispute_id = $1', [disputeId]);
		await days('06');
		expect(late('claire')).toHaveLength(1);
		await asOwner('update dispute set collector_id = null where id = $1', [disputeId]);
		await days('13');
		expect([late('claire').length, late('compta').length]).toEqual([1, 1]);
	});

	test('told under the name of its cause alone, before each action had its own, it is not told once more', async () => {
		const { inside } = await withAction();
		await days('06');
		expect(late('karim')).toHaveLength(1);
		await asOwner(
			`update delivery set once_key = regexp_replace(once_key, ':[0-9a-f]{16}:', ':') where once_key like 'staff-alert:task_late:%'`
		);
		await chaseCauses(systemScope({ ...inside, actor: 'engine' }));
		await days('09', '10');
		expect(late('karim')).toHaveLength(1);
		await days('13');
		expect(late('karim')).toHaveLength(2);
	});

	test('moved or given to another while it is chased, nobody is told of the day it had', async () => {
		const { inside, lucie, disputeId } = await withAction();
		story.time('2026-03-06');
		const engine = systemScope({ ...inside, actor: 'engine' });
		const chaseWhile = async (change: string, values: string[]) => {
			let chased: Promise<void> = Promise.resolve();
			await unitOfWork(engine, async (unit) => {
				await lockDispute(unit, disputeId);
				chased = chaseCauses(engine);
				await untilSomebodyWaits();
				await asOwner(`update root_cause set ${change} where dispute_id = $1`, [
					...[disputeId, ...values]
				]);
			});
			await chased;
			await story.wake();
		};
		await chaseWhile('due_on = $2', ['2026-03-20']);
		expect(late('karim')).toEqual([]);
		await asOwner(`update root_cause set due_on = '2026-03-05' where dispute_id = $1`, [disputeId]);
		await chaseWhile('owner_id = $2', [lucie.id]);
		expect([late('karim').length, late('lucie').length]).toEqual([0, 1]);
	});
});
