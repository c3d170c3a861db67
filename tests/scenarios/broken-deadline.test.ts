import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { systemScope } from '$lib/server/auth/scope';
import { sendDigests } from '$lib/server/disputes/send-digests';
import { asOwner } from '../support/database';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';
import { nameHeads } from '../support/team-heads';

const story = useStory({ of: 'test' });
let houses = 0;
const at = (who: string) => `${who}@broken${houses}.test`;
const digests = (who: string) => story.digests(at(who));
const textOf = (who: string) => digests(who).at(-1)!.text.replace(/\s+/g, ' ');
const counts = (...people: string[]) => people.map((who) => digests(who).length);
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
		return { id: user.id, user, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire', 'sales');
	const paul = await person('collector', 'Paul');
	const karim = await person('resolver', 'Karim', 'logistics');
	const sonia = await person('collector', 'Sonia');
	const admin = await person('admin', 'Nadia');
	await nameHeads(inside, [
		{
			...{ key: 'sales' as const, headName: 'Sonia', headEmail: at('sonia') },
			headLanguage: 'fr' as const
		},
		{
			...{ key: 'logistics' as const, headName: 'Hugo', headEmail: at('hugo') },
			headLanguage: 'fr' as const
		}
	]);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const invoice = await buildInvoice(inside, customer, { dueOn: localDate('2026-04-13') });
	story.time('2026-03-03');
	const { id: disputeId, reference } = await buildDispute(inside, invoice, {
		...{ claimedMinor: 20_000n, collectorId: claire.id }
	});
	const engine = systemScope({ ...inside, actor: 'engine' });
	return {
		...{ engine, claire, paul, karim, sonia, admin },
		...{ customer, invoice, disputeId, reference }
	};
}

test('who ignores his case reads that a day is near, then that it went by, each once; two worked days later the head of his team does', async () => {
	const { engine, claire, reference } = await begun();
	const { deadlines } = await claire.desk.disputes.page({ reference });
	expect(deadlines.rows).toMatchObject([
		{ stage: 'acknowledgement', dueOn: '2026-03-04', warnOn: '2026-03-04' },
		{ stage: 'answer', dueOn: '2026-03-09', warnOn: '2026-03-06' }
	]);
	await days('03');
	expect(counts('claire')).toEqual([0]);
	await days('04');
	expect(textOf('claire')).toMatch(/Bientôt dû : prise en charge – Gantier SA 200,00 € × 1 jour/);
	await story.day('2026-03-04', 15);
	expect(counts('claire')).toEqual([1]);

	// Two replicas wake at the same moment.
	story.time('2026-03-05');
	await Promise.all([sendDigests(engine), sendDigests(engine)]);
	await story.wake();
	expect(counts('claire')).toEqual([2]);
	expect(textOf('claire')).toMatch(
		/Délai dépassé : prise en charge – Gantier SA 200,00 € × 2 jours échéance : mercredi 4 mars/
	);
	// One that died before it noted that the day was worked out tells nobody again.
	await asOwner('update "user" set digest_on = null where organisation_id = $1', [
		engine.organisationId
	]);
	await story.wake();
	expect(counts('claire')).toEqual([2]);

	// The next day is near as well; days off are none.
	await days('06');
	expect(textOf('claire')).toMatch(/Bientôt dû : décision – Gantier SA/);
	expect(textOf('claire')).not.toContain('prise en charge');
	await days('07');
	expect(counts('claire', 'sonia')).toEqual([3, 0]);
	await days('09');
	expect(counts('claire', 'sonia')).toEqual([3, 1]);
	expect(textOf('sonia')).toMatch(
		/En retard dans votre équipe .*Délai dépassé : prise en charge – Gantier SA \(Claire\) 200,00 € × 6 jours/
	);
	await days('10', '11');
	expect(counts('claire', 'sonia')).toEqual([4, 1]);
	await days('12');
	expect(counts('claire', 'sonia')).toEqual([4, 2]);
	expect(textOf('sonia')).toMatch(/Délai dépassé : décision – Gantier SA \(Claire\)/);
	expect(textOf('sonia')).not.toContain('prise en charge');
	await days('13', '19');
	expect(counts('claire', 'sonia', 'nadia', 'paul', 'hugo')).toEqual([4, 2, 0, 0, 0]);
}, 120_000);

test('who is away is not mailed: his substitute reads for whom, and he himself once he is back', async () => {
	const { claire, paul, admin } = await begun();
	await admin.desk.absences.enter({
		...{ userId: claire.id, fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-06') },
		substituteId: paul.id
	});
	await days('04', '05', '06');
	expect(counts('claire', 'paul', 'sonia')).toEqual([0, 3, 0]);
	expect(textOf('paul')).toContain('Bientôt dû : décision – Gantier SA (Claire)');
	expect(textOf('paul')).not.toContain('prise en charge');
	await days('09');
	// Whoever looks after it again has his own days: what another one let go by does not count against her.
	expect(counts('claire', 'paul', 'sonia')).toEqual([1, 3, 0]);
	expect(textOf('claire')).toContain('Délai dépassé : prise en charge – Gantier SA');
	await days('10');
	expect(counts('sonia')).toEqual([0]);
	await days('11');
	expect(counts('sonia')).toEqual([1]);
});

test('a case of nobody is read of by whoever keeps those; what waits for its customer by nobody', async () => {
	const { disputeId } = await begun();
	await asOwner('update dispute set collector_id = null where id = $1', [disputeId]);
	await days('04');
	expect(counts('claire', 'nadia')).toEqual([0, 1]);
	await asOwner(`update dispute set status = 'waiting_customer' where id = $1`, [disputeId]);
	await days('05', '06');
	expect(counts('claire', 'nadia')).toEqual([0, 1]);
});

test('who reads once a day finds it among the rest, and how much is still late', async () => {
	const { claire, admin, disputeId } = await begun();
	await claire.desk.account.changeAlerts({ alerts: 'daily' });
	await days('04', '05', '06', '09', '10');
	expect(counts('claire')).toEqual([4]);
	await admin.desk.disputes.post({
		...{ disputeId, audience: 'internal', body: 'Où en est-on ?', mentions: [claire.id] },
		idempotencyKey: 'a note for claire'
	});
	await days('11');
	expect(counts('claire')).toEqual([5]);
	expect(textOf('claire')).toMatch(/Nadia vous cite/);
	expect(textOf('claire')).toContain('et 1 autre litige toujours en retard');
	expect(textOf('claire')).not.toContain('Délai dépassé');
});

test('a late task is the head’s to know two worked days after its owner was told, once, without a door he has no key to', async () => {
	const { engine, claire, karim, disputeId } = await begun();
	await claire.desk.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action' },
		tasks: [{ text: 'Corriger le tarif.', dueOn: '2026-03-05', ownerId: karim.id }],
		explanation: 'Le tarif signé s’applique.'
	});
	await days('04', '05', '06', '09');
	expect(story.mails(at('karim')).filter(({ subject }) => /retard/.test(subject))).toHaveLength(1);
	expect(counts('hugo', 'karim')).toEqual([0, 0]);
	story.time('2026-03-10');
	await Promise.all([sendDigests(engine), sendDigests(engine)]);
	await story.wake();
	expect(counts('hugo')).toEqual([1]);
	expect(textOf('hugo')).toContain('Tâche en retard – Gantier SA (Karim) échéance : jeudi 5 mars');
	expect(textOf('hugo')).not.toContain('/disputes/');
	expect(textOf('hugo')).not.toContain('€');
	await days('11', '12', '13', '16');
	expect(counts('hugo', 'karim')).toEqual([1, 0]);
});

test('who stands in for a head reads whose team it is, and of his own team apart', async () => {
	const { engine, claire, paul, karim, sonia, admin, disputeId } = await begun();
	await claire.desk.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action' },
		tasks: [
			{ text: 'Corriger le tarif.', dueOn: '2026-03-05', ownerId: karim.id },
			{ text: 'Prévenir le client.', dueOn: '2026-03-05', ownerId: claire.id }
		],
		explanation: 'Le tarif signé s’applique.'
	});
	// Paul heads Karim's team, and stands in for Sonia, who heads Claire's.
	await nameHeads(engine, [
		{
			...{ key: 'logistics' as const, headName: 'Paul', headEmail: at('paul') },
			headLanguage: 'fr' as const
		}
	]);
	await admin.desk.absences.enter({
		...{ userId: sonia.id, fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-31') },
		substituteId: paul.id
	});
	await days('04', '05', '06', '09', '10');
	expect(counts('paul', 'sonia')).toEqual([1, 0]);
	const [own, instead] = textOf('paul').split(
		'En retard dans l’équipe que dirige Sonia, que vous remplacez'
	);
	expect(own).toMatch(/En retard dans votre équipe .*\(Karim\)/);
	expect(own).not.toContain('(Claire)');
	expect(instead).toContain('Tâche en retard – Gantier SA (Claire)');
	expect(instead).not.toContain('(Karim)');
});

test('a late corrective action is the head’s to know the same way, once, and no more once it is done', async () => {
	const { claire, karim, admin, disputeId } = await begun();
	await claire.desk.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action', tasks: [] },
		explanation: 'Le tarif signé s’applique.'
	});
	const set = (action: string, isDone = false) =>
		admin.desk.causes.set({
			...{ disputeId, stage: 'price_list', action, ownerId: karim.id },
			...{ dueOn: '2026-03-05', isDone }
		});
	await set('Relire les tarifs.');
	await days('04', '05', '06', '09');
	expect(story.mails(at('karim')).filter(({ subject }) => /retard/.test(subject))).toHaveLength(1);
	expect(counts('hugo', 'karim')).toEqual([0, 0]);
	await days('10');
	expect(counts('hugo')).toEqual([1]);
	expect(textOf('hugo')).toContain('Tâche en retard – Gantier SA (Karim) échéance : jeudi 5 mars');
	await days('11', '12', '13', '16', '17');
	expect(counts('hugo', 'karim')).toEqual([1, 0]);
	// Another action of the same cause is another thing not done.
	await set('Prévenir le fournisseur.');
	await days('18', '19');
	expect(counts('hugo')).toEqual([1]);
	await days('20');
	expect(counts('hugo')).toEqual([2]);
	await set('Prévenir le fournisseur.', true);
	await days('24', '31');
	expect(counts('hugo')).toEqual([2]);
});

test('a promise that has to be decided stands in the digest of whoever may, until it is', async () => {
	const { claire, admin, customer, invoice } = await begun();
	await admin.desk.account.changeAlerts({ alerts: 'daily' });
	const { promiseId } = await claire.desk.promises.make({
		...{ customerId: customer.id, items: [{ invoiceId: invoice.id, amountMinor: 100_000n }] },
		...{ dueOn: localDate('2026-06-30'), source: 'phone', note: '', idempotencyKey: 'beyond' }
	});
	await days('03');
	expect(counts('nadia')).toEqual([0]);
	await days('04', '05');
	expect(counts('nadia')).toEqual([2]);
	expect(textOf('nadia')).toMatch(
		/Délais demandés, à décider .* Gantier SA demande un délai 800,00 € promis pour le mardi 30 juin/
	);
	await admin.desk.promises.decide({ promiseId, verdict: 'approved' });
	await days('06');
	expect(counts('nadia')).toEqual([2]);
});
