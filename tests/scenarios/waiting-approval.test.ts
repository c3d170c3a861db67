import { expect, test } from 'vitest';
import { whyWords } from '$lib/components/worklist/why-words';
import { localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import { systemScope } from '$lib/server/auth/scope';
import { chaseApprovals } from '$lib/server/disputes/chase-approvals';
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
const at = (who: string) => `${who}@approval${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);
const textTo = (who: string) => story.mails(at(who)).at(-1)!.text;

/** Above 1,000.00 Sophie signs; Sonia is the head of sales, her team. */
async function begun({ isHeaded = true } = {}) {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const person = async (
		role: 'collector' | 'approver' | 'admin',
		name: string,
		who: string,
		team = ''
	) => {
		const user = await buildUser(inside, { role, name, email: at(who), ...(team && { team }) });
		return { id: user.id, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire Morel', 'claire');
	const sophie = await person('approver', 'Sophie Petit', 'sophie', 'sales');
	const paul = await person('approver', 'Paul Girard', 'paul');
	const admin = await person('admin', 'Nadia Rousseau', 'nadia');
	await admin.desk.settings.changeApprovalRules({
		rules: [{ category: null, claimType: null, aboveMinor: 100_000n, approverId: sophie.id }],
		seen: (await admin.desk.settings.approvals()).seen
	});
	if (isHeaded)
		await nameHeads(inside, [
			{
				key: 'sales',
				...{ headName: 'Sonia Haddad', headEmail: at('sonia'), headLanguage: 'fr' as const }
			}
		]);
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	const invoice = await buildInvoice(inside, customer, {
		totalMinor: 500_000n,
		dueOn: localDate('2026-04-13')
	});
	story.time('2026-03-03');
	const { id: disputeId, reference } = await buildDispute(inside, invoice, {
		...{ claimedMinor: 400_000n, answerDueOn: localDate('2026-03-27') }
	});
	await claire.desk.disputes.decide({
		...{ disputeId, verdict: 'valid', outcome: 'credit_full' },
		explanation: 'Le tarif de mars s’applique.'
	});
	await story.wake();
	const waiting = async () => (await claire.desk.disputes.page({ reference })).approval.waiting!;
	const on = async () => ({ disputeId, requestId: (await waiting()).id });
	return { inside, claire, sophie, paul, admin, disputeId, reference, waiting, on };
}

const days = async (...all: string[]) => {
	for (const day of all) await story.day(`2026-03-${day}`);
};

test('whoever is to sign is reminded like whoever is to answer, then with the head of his team, until he signs', async () => {
	const { inside, sophie, waiting, on } = await begun();
	// Asked on a Tuesday: two worked days.
	expect((await waiting()).due).toEqual({
		...{ dueOn: '2026-03-05', because: 'usual', isLate: false }
	});
	expect(subjects('sophie')).toHaveLength(1);
	expect(textTo('sophie')).toContain('jeudi 5 mars');
	await days('04');
	await story.wake();
	expect(subjects('sophie')).toHaveLength(2);
	expect(subjects('sophie').at(-1)).toMatch(/^Rappel\s: à valider .*4\s000,00\s€/);
	await days('05');
	expect(subjects('sophie')).toHaveLength(2);

	// Two replicas wake at the same moment.
	story.time('2026-03-06');
	const engine = systemScope({ ...inside, actor: 'engine' });
	await Promise.all([chaseApprovals(engine), chaseApprovals(engine)]);
	await story.wake();
	expect(subjects('sophie')).toHaveLength(3);
	expect(subjects('sophie').at(-1)).toMatch(/^En retard\s: à valider/);
	expect(textTo('sophie')).toMatch(/4\s000,00\s€ × 3 jours/);
	expect(textTo('sophie')).toContain('?approval=approve#approval');
	expect(await waiting()).toMatchObject({ due: { isLate: true }, remindedOn: '2026-03-06' });

	// Days off are none; then Sonia reads it, and Claire who wants it.
	await days('07', '08', '09');
	expect(subjects('sonia')).toEqual([]);
	await days('10');
	await story.wake();
	expect(subjects('sonia')).toEqual([expect.stringMatching(/^Toujours sans signature\s: /)]);
	expect(textTo('sonia')).toContain('Sophie Petit');
	expect(textTo('sonia')).not.toContain('approval=approve');
	expect(subjects('claire').filter((one) => /Toujours sans signature/.test(one))).toHaveLength(1);
	expect(subjects('paul')).toEqual([]);

	await sophie.desk.disputes.signApproval({ ...(await on()), isReduced: false, note: '' });
	const told = [subjects('sophie').length, subjects('sonia').length];
	await days('11', '17', '24');
	expect([subjects('sophie').length, subjects('sonia').length]).toEqual(told);
});

test('whoever stands in for an approver who went away after the mail is asked once, and reminded instead', async () => {
	const { sophie, paul, admin, waiting, on } = await begun({ isHeaded: false });
	await admin.desk.absences.enter({
		...{ userId: sophie.id, fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') },
		substituteId: paul.id
	});
	await days('04');
	await story.wake();
	expect(subjects('paul')).toEqual([expect.stringMatching(/^À valider\s: /)]);
	expect(textTo('paul')).toContain('Sophie Petit');
	expect((await waiting()).waitsFor).toMatchObject([
		{ name: 'Paul Girard', forName: 'Sophie Petit' }
	]);
	await days('05', '06');
	expect(subjects('sophie')).toHaveLength(1);
	expect(subjects('paul')).toHaveLength(2);
	expect(subjects('paul').at(-1)).toMatch(/^En retard/);
	await paul.desk.disputes.signApproval({ ...(await on()), isReduced: false, note: '' });
	await days('09', '10');
	expect(subjects('paul')).toHaveLength(2);
});

test('an approver goes away on the very day: whoever stands in is asked to sign at once', async () => {
	const { sophie, paul, admin } = await begun({ isHeaded: false });
	const absence = { fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-20') };
	story.time('2026-03-03', 21);
	await admin.desk.absences.enter({ userId: sophie.id, ...absence, substituteId: paul.id });
	await story.wake();
	expect(subjects('paul')).toEqual([expect.stringMatching(/^À valider\s: /)]);
	await days('04');
	expect(subjects('paul').filter((one) => /^À valider/.test(one))).toHaveLength(1);
});

test('a substitute who cannot sign what waits is told of before it is saved, case by case, and taken once that is known', async () => {
	const { claire, sophie, paul, admin, reference } = await begun({ isHeaded: false });
	const absence = { fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') };
	const of = (substituteId: string) => ({ userId: sophie.id, ...absence, substituteId });
	const enter = (substituteId: string, warned = '') =>
		admin.desk.absences.enter({ ...of(substituteId), warned });
	const refused = (substituteId: string) =>
		enter(substituteId).then(
			() => null,
			(thrown: { cause: unknown }) => thrown.cause
		);
	// Claire wants it herself, and may approve nothing: whoever else may signs.
	expect(await refused(claire.id)).toMatchObject({
		...{ code: 'substitute_cannot_sign', field: 'substituteId' },
		details: {
			...{ name: 'Claire Morel', away: 'Sophie Petit' },
			cases: expect.stringMatching(new RegExp(`${reference} \\(.*4.000,00.*\\).*Nadia Rousseau`))
		}
	});
	for (const one of [paul, admin]) {
		const warned = warnedAbout({ userId: one.id, ...absence, substituteId: claire.id });
		await one.desk.absences.enter({ ...absence, substituteId: claire.id, warned });
	}
	// Nobody is left: it would wait.
	expect(await refused(claire.id)).toMatchObject({
		code: 'substitute_cannot_sign',
		details: { cases: expect.stringContaining('20') }
	});
	// Nor is it of use to have been warned of somebody else, or of other days.
	for (const other of [of(paul.id), { ...of(claire.id), untilOn: localDate('2026-03-21') }])
		await expect(enter(claire.id, warnedAbout(other))).rejects.toThrow('substitute_cannot_sign');
	expect((await admin.desk.absences.list()).absences).toHaveLength(2);
	await enter(claire.id, warnedAbout(of(claire.id)));
	expect((await admin.desk.absences.list()).absences).toHaveLength(3);
});

test('a substitute who signs all of it is taken without a word, and so is that of whoever signs nothing', async () => {
	const { claire, sophie, paul, admin } = await begun({ isHeaded: false });
	const absence = { fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') };
	const enter = (userId: string, substituteId: string) =>
		admin.desk.absences.enter({ userId, ...absence, substituteId });
	await enter(sophie.id, paul.id);
	await enter(claire.id, paul.id);
	expect((await admin.desk.absences.list()).absences).toHaveLength(2);
});

test('an approver’s question waits for whoever asked: he is reminded of it, and it stands in his digest as signatures do', async () => {
	const { claire, sophie, on } = await begun();
	await sophie.desk.account.changeAlerts({ alerts: 'daily' });
	await claire.desk.account.changeAlerts({ alerts: 'daily' });
	await days('04');
	const digest = (who: string) => story.digests(at(who));
	expect(digest('sophie').at(-1)!.text).toMatch(
		/À valider – Gantier SA[\s\S]*4\s000,00\s€ × 1 jour/
	);
	await sophie.desk.disputes.askBeforeApproval({ ...(await on()), note: 'Un accord écrit ?' });
	await story.wake();
	const asked = () =>
		subjects('claire').filter((one) => /demande une précision|précision/.test(one));
	const before = asked().length;
	await days('05');
	expect(asked()).toHaveLength(before + 1);
	expect(digest('claire').at(-1)!.text).toContain('Réponse à un approbateur – Gantier SA');
	expect(digest('sophie')).toHaveLength(1);
	const mailed = subjects('sophie').length;
	await claire.desk.disputes.replyToApprover({ ...(await on()), note: 'Oui.' });
	await story.wake();
	expect(subjects('sophie')).toHaveLength(mailed + 1);
	await days('06');
	// Told anew, he has his days again.
	expect(subjects('sophie').at(-1)).not.toMatch(/^En retard/);
});

test('an approver’s question to whoever is away is asked of who stands in for him, and waits in his queue', async () => {
	const { claire, sophie, paul, admin, disputeId, on } = await begun({ isHeaded: false });
	await admin.desk.absences.enter({
		...{ userId: claire.id, fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') },
		substituteId: paul.id
	});
	await days('04');
	await sophie.desk.disputes.askBeforeApproval({ ...(await on()), note: 'Un accord écrit ?' });
	await story.wake();
	const asked = (who: string) => subjects(who).filter((one) => /précision/.test(one)).length;
	expect([asked('paul'), asked('claire')]).toEqual([1, 0]);
	const { rows } = await paul.desk.disputes.queue({ view: 'mine' });
	expect(rows.map(({ id }) => id)).toContain(disputeId);
	await days('05');
	expect([asked('paul'), asked('claire')]).toEqual([2, 0]);
	await paul.desk.disputes.replyToApprover({ ...(await on()), note: 'Oui.' });
	await sophie.desk.disputes.signApproval({ ...(await on()), isReduced: false, note: '' });
});

test('what waits for a colleague’s signature is no work of whoever asked for it, until the signature is late', async () => {
	const { claire, sophie, admin, reference, on } = await begun({ isHeaded: false });
	const rows = async ({ desk }: { desk: typeof claire.desk } = claire) =>
		(await desk.worklist.day({})).rows.filter((row) => row.reference === reference);
	const views = async () => (await claire.desk.disputes.queue({})).views;
	// Nobody was asked about it before it was decided: it still stands as it came in.
	expect(await rows()).toEqual([]);
	expect(await rows(sophie)).toMatchObject([{ kind: 'approval' }]);
	expect(await views()).toMatchObject({ triage: 0, decide: 0, signature: 1 });
	story.time('2026-03-05');
	expect(await rows()).toEqual([]);

	story.time('2026-03-06');
	const [late] = await rows();
	expect(late).toMatchObject({
		...{ kind: 'signature', section: 'late', daysLeft: -1, on: '2026-03-03' },
		href: `/disputes/${reference}#approval`
	});
	expect(whyWords(late!, (key) => key).replace(/\s/g, ' ')).toBe(
		`Litige ${reference} : signature en retard, demandée le 3 mars 2026 (Sophie Petit)`
	);
	expect(await rows(admin)).toEqual([]);
	// Nor does the promised day, over meanwhile, ask him to take the case up.
	story.time('2026-03-30');
	expect((await rows()).map(({ kind }) => kind)).toEqual(['signature']);

	await sophie.desk.disputes.askBeforeApproval({ ...(await on()), note: 'Un accord écrit ?' });
	expect((await rows()).map(({ kind }) => kind)).toEqual(['asked']);
	await claire.desk.disputes.replyToApprover({ ...(await on()), note: 'Oui.' });
	expect(await rows()).toEqual([]);
	await sophie.desk.disputes.refuseApproval({ ...(await on()), note: 'Sans preuve.' });
	expect(await views()).toMatchObject({ triage: 1, signature: 0 });
	expect((await rows()).map(({ kind }) => kind)).toEqual(['assign']);
});

test('a question before the signature that nobody answers in time is told to whoever looks after the customer’s case', async () => {
	const { claire, sophie, admin, disputeId, reference, on } = await begun({ isHeaded: false });
	await claire.desk.disputes.withdrawRequest(await on());
	await admin.desk.disputes.decide({
		...{ disputeId, verdict: 'valid', outcome: 'credit_full' },
		explanation: 'Le tarif de mars s’applique.'
	});
	await sophie.desk.disputes.askBeforeApproval({ ...(await on()), note: 'Un accord écrit ?' });
	const rowOf = async ({ desk }: { desk: typeof claire.desk }) =>
		(await desk.worklist.day({})).rows.find((row) => row.reference === reference);
	expect(await rowOf(claire)).toBeUndefined();
	expect(await rowOf(admin)).toMatchObject({ kind: 'asked' });
	story.time('2026-03-06');
	expect(await rowOf(admin)).toMatchObject({ kind: 'asked' });
	expect(whyWords((await rowOf(claire))!, (key) => key).replace(/\s/g, ' ')).toContain(
		'question de l’approbateur du 3 mars 2026 sans réponse (Nadia Rousseau)'
	);
});
