import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { addDays } from '$lib/domain/calendar';
import { toColleague, toTeam } from '$lib/domain/disputes/hand-to';
import { unitOfWork } from '$lib/server/db/client';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	type DisputeRow
} from '../../support/factories';
import { callerFor, resolverScopeOf } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout, statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let about: DisputeRow;
let path: string;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await nameHeads(
		ours.inside,
		[
			...[{ key: 'sales', headName: 'Sonia', headEmail: 'sonia@outside.test' }],
			{ key: 'quality', headName: 'Karim', headEmail: 'karim@organisation.test' }
		].map((head) => ({ ...head, headLanguage: 'en' as const }))
	);
	await asOwner(`update "user" set team = 'logistics' where id = $1`, [ours.users.resolver.id]);
});
beforeEach(async () => {
	await asOwner('delete from absence');
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	about = await buildDispute(ours.inside, invoice, { status: 'assigned', claimedMinor: 20_000n });
	path = await buildResolverLink(ours.inside, await buildAssignment(ours.inside, about));
});

const door = async () => callerFor(await resolverScopeOf(path)).resolver.disputes;
type Answer = Parameters<Awaited<ReturnType<typeof door>>['answer']>[0];
const answer = async (fields: Partial<Answer>) =>
	(await door()).answer({
		...{ verdict: 'not_for_me', signedName: 'Karim', idempotencyKey: uuidv7() },
		...fields
	});
const ask = (fields: Partial<Answer>) =>
	answer({ verdict: 'need_information', asks: 'colleague', handOver: 'Quel tarif ?', ...fields });
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	expect(await asOwner('select id from answer where dispute_id = $1', [about.id])).toEqual([]);
	expect(await mailsAbout(about.id)).toEqual([]);
	return [code, field];
};
const requests = async () =>
	(await mailsAbout(about.id))
		.filter(({ mail }) => mail === 'resolver-request')
		.map(({ to_email }) => to_email);
const askedNow = () =>
	asOwner(
		'select user_id, resolver_name from assignment where dispute_id = $1 and ended_at is null',
		[about.id]
	);

describe('the list behind "not for me"', () => {
	it('has colleagues who answer, with their team, and teams somebody answers for; no addresses, no other house', async () => {
		const { handTo } = await (await door()).page();
		const { id, name } = ours.users.resolver;
		expect(handTo!.people).toContainEqual({
			...{ id, name },
			team: expect.objectContaining({ fr: 'Logistique' }),
			away: null
		});
		expect(handTo!.people.map((one) => one.id)).not.toContain(ours.users.executive.id);
		// Of quality he would be asked himself.
		expect(handTo!.teams.map(({ key }) => key)).toEqual(['sales', 'logistics']);
		const said = JSON.stringify(handTo);
		expect(said).not.toContain('@');
		for (const { id: stranger } of Object.values(other.users)) expect(said).not.toContain(stranger);
	});
});

describe('whoever is away', () => {
	it('is in the list of the desk with until when and who answers instead; whoever has no account hears that it goes to somebody else', async () => {
		const { resolver, collector } = ours.users;
		const days = { fromOn: '2026-03-01' as never, untilOn: '2026-03-12' as never };
		const { absenceId } = await callerFor(ours.desk.resolver).desk.absences.enter({
			...{ ...days, substituteId: collector.id }
		});
		const away = { until: '2026-03-12', standIn: collector.name };
		const { desk } = callerFor(ours.desk.collector);
		const { reference } = about;
		const told = async () => {
			const { handTo } = await (await door()).page();
			const { colleagues } = await desk.disputes.page({ reference });
			return [handTo!.people, colleagues].map(
				(people) => people.find(({ id }) => id === resolver.id)!.away
			);
		};
		expect(await told()).toEqual(['goes_on', away]);
		const { id: userId, email: resolverEmail } = ours.users.approver;
		const outside = path;
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		const his = await buildDispute(ours.inside, invoice, { status: 'assigned' });
		path = await buildResolverLink(
			ours.inside,
			await buildAssignment(ours.inside, his, { userId, resolverEmail })
		);
		expect(await told()).toEqual([away, away]);
		path = outside;
		await callerFor(ours.desk.resolver).desk.absences.withdraw({ absenceId });
		expect(await told()).toEqual([null, null]);
	});
});

describe('not for me', () => {
	it('a colleague of the list has the question by his account, and the old link says whose it is', async () => {
		const { id, name, email } = ours.users.resolver;
		await answer({ handTo: toColleague(id), handOver: 'whatever was typed' });
		expect(await requests()).toEqual([email]);
		expect(await askedNow()).toEqual([{ user_id: id, resolver_name: name }]);
		expect(await statusOf(about.id)).toBe('assigned');
		const page = await (await door()).page();
		expect(page).toMatchObject({ canAnswer: false, now: name, handTo: null });
		expect(page.answers).toMatchObject([{ verdict: 'not_for_me', handOver: name }]);
		expect(JSON.stringify(page.steps)).not.toContain(email);
		await expect(answer({ verdict: 'customer_right' })).rejects.toMatchObject({
			cause: { code: 'conflict', details: { who: name } }
		});
	});

	it('a team has it at its head, or at whoever of it answers', async () => {
		await answer({ handTo: toTeam('sales') });
		expect(await askedNow()).toEqual([{ user_id: null, resolver_name: 'Sonia' }]);
		expect(await requests()).toEqual(['sonia@outside.test']);
	});

	it('a team without a head has it at whoever of it answers', async () => {
		await answer({ handTo: toTeam('logistics') });
		expect(await askedNow()).toMatchObject([{ user_id: ours.users.resolver.id }]);
	});

	it('whoever does not know gives it back to whoever asked', async () => {
		await answer({ handTo: 'unknown' });
		expect(await askedNow()).toEqual([]);
		expect(await statusOf(about.id)).toBe('assigned');
		const mails = await mailsAbout(about.id);
		expect(mails.map(({ mail, facts }) => [mail, facts.event, facts.colleague])).toEqual([
			['staff-alert', 'resolver_hands_back', 'Karim']
		]);
		const { desk } = callerFor(ours.desk.collector);
		expect(await desk.disputes.page({ reference: about.reference })).toMatchObject({
			...{ assignment: null, isToAssign: true, handedBackBy: 'Karim' }
		});
		expect((await (await door()).page()).answers).toMatchObject([{ handOver: '' }]);
		// Handed on, he still reads that it was.
		const { id: userId, name } = ours.users.resolver;
		await desk.disputes.assign({ disputeId: about.id, userId, question: '' });
		expect(await (await door()).page()).toMatchObject({ canAnswer: false, now: name });
		expect(await desk.disputes.page({ reference: about.reference })).toMatchObject({
			...{ isToAssign: false, handedBackBy: null }
		});
	});

	it('asked back first, it is to be assigned all the same, and its customer hears nothing', async () => {
		await ask({ asks: 'house', handOver: 'Quel tarif ?' });
		const before = (await mailsAbout(about.id)).filter(({ mail }) => mail === 'dispute-update');
		await answer({ handTo: 'unknown' });
		expect(await statusOf(about.id)).toBe('assigned');
		const after = (await mailsAbout(about.id)).filter(({ mail }) => mail === 'dispute-update');
		expect(after).toEqual(before);
	});

	it('an address of the house is asked at once; one of elsewhere is told to staff', async () => {
		await answer({ handTo: 'address', handOver: 'eve@elsewhere.test' });
		expect([await requests(), await askedNow()]).toEqual([[], []]);
	});

	it.each([
		['no address', () => ({ handTo: 'address', handOver: 'le service qualité' }), 'handOver'],
		[
			'somebody of another house',
			() => ({ handTo: toColleague(other.users.resolver.id) }),
			'handTo'
		],
		[
			'somebody who may not answer',
			() => ({ handTo: toColleague(ours.users.executive.id) }),
			'handTo'
		],
		['a team that would be he himself', () => ({ handTo: toTeam('quality') }), 'handTo'],
		['nothing of the list', () => ({ handTo: 'x' }), 'handTo']
	])('%s is refused, and nothing is written', async (_, fields, field) => {
		expect(await refusal(answer(fields()))).toEqual(['colleague_unknown', field]);
	});
});

describe('signed in', () => {
	const mine = () => callerFor(ours.desk.resolver).desk.disputes;
	const askHim = async () => {
		const { id: userId, name: resolverName, email: resolverEmail } = ours.users.resolver;
		await asOwner('update assignment set ended_at = now() where dispute_id = $1', [about.id]);
		return buildAssignment(ours.inside, about, { userId, resolverName, resolverEmail });
	};

	const signedAbove = (rules: object[]) =>
		asOwner('update organisation set approval_rules = $2::jsonb where id = $1', [
			ours.inside.organisationId,
			JSON.stringify(rules)
		]);

	it('he reads who confirms and whom he may name, as behind his link; nobody else does', async () => {
		await signedAbove([{ category: null, claimType: null, aboveMinor: '5000', approverId: null }]);
		path = await buildResolverLink(ours.inside, await askHim());
		const { handTo, validators } = await (await door()).page();
		const { askedOfMe } = await mine().page({ reference: about.reference });
		expect(askedOfMe).toMatchObject({ handTo, validators });
		expect(validators.length).toBeGreaterThan(0);
		const { page } = callerFor(ours.desk.collector).desk.disputes;
		expect((await page({ reference: about.reference })).askedOfMe).toBeNull();
		await signedAbove([]);
	});

	it('whoever he chooses from the list has the question', async () => {
		await askHim();
		await mine().answer({
			...{ disputeId: about.id, verdict: 'not_for_me', handTo: toTeam('sales') },
			...{ signedName: 'Karim', idempotencyKey: uuidv7() }
		});
		expect(await askedNow()).toEqual([{ user_id: null, resolver_name: 'Sonia' }]);
	});
});

describe('whoever stands in for somebody', () => {
	/** The officer answers for the resolver, who is away. */
	async function standingIn() {
		const { collector, resolver } = ours.users;
		const { today } = await unitOfWork(ours.inside, async (unit) => unit);
		await callerFor(ours.desk.resolver).desk.absences.enter({
			...{ fromOn: today, untilOn: addDays(today, 5), substituteId: collector.id }
		});
		const { id: userId, email, name } = resolver;
		const asked = { userId, resolverEmail: email, resolverName: name };
		await asOwner('update assignment set ended_at = assigned_at where dispute_id = $1', [about.id]);
		const row = await buildAssignment(ours.inside, about, asked);
		path = await buildResolverLink(ours.inside, {
			...{ ...row, resolverName: collector.name, resolverEmail: collector.email }
		});
		return { collector, resolver };
	}

	it('does not have it back by naming the one he answers for, nor a team that would be that one', async () => {
		const { collector, resolver } = await standingIn();
		const { handTo } = await (await door()).page();
		const named = handTo!.people.map(({ id }) => id);
		expect(named).not.toContain(resolver.id);
		expect(named).not.toContain(collector.id);
		expect(handTo!.teams.map(({ key }) => key)).not.toContain('logistics');
		expect(await refusal(answer({ handTo: toColleague(resolver.id) }))).toEqual([
			...['colleague_unknown', 'handTo']
		]);
		expect(await refusal(answer({ handTo: toTeam('logistics') }))).toEqual([
			...['colleague_unknown', 'handTo']
		]);
	});

	it.each(['resolver', 'collector'] as const)(
		'nor by typing an address: of the %s',
		async (who) => {
			const { email } = (await standingIn())[who];
			for (const handTo of ['address', undefined])
				expect(await refusal(answer({ handTo, handOver: `Léa ${email}` }))).toEqual([
					...['question_comes_back', 'handOver']
				]);
		}
	);

	it('asks neither himself nor the one he answers for', async () => {
		const { resolver } = await standingIn();
		expect(await refusal(ask({ askTo: toColleague(resolver.id) }))).toEqual([
			...['colleague_unknown', 'askTo']
		]);
	});

	it('and whoever stands in without being allowed to write is not asked in his place', async () => {
		const { resolver } = ours.users;
		const { today } = await unitOfWork(ours.inside, async (unit) => unit);
		await callerFor(ours.desk.resolver).desk.absences.enter({
			...{ fromOn: today, untilOn: addDays(today, 5), substituteId: ours.users.collector.id }
		});
		await asOwner('update absence set substitute_id = $1', [ours.users.executive.id]);
		await ask({ askTo: toColleague(resolver.id) });
		const asked = (await mailsAbout(about.id)).find(({ facts }) => facts.event === 'resolver_asks');
		expect(asked?.to_email).toBe(resolver.email);
	});
});

describe('a question to a colleague', () => {
	it('goes to whoever is chosen, by his name', async () => {
		const { id, name, email } = ours.users.resolver;
		await ask({ askTo: toColleague(id), colleague: 'whatever was typed' });
		const asked = (await mailsAbout(about.id)).find(({ facts }) => facts.event === 'resolver_asks');
		expect(asked?.to_email).toBe(email);
		expect((await (await door()).page()).answers).toMatchObject([
			{ colleague: name, colleagueId: id }
		]);
	});

	it.each([
		['words that are no address and nobody’s name', () => ({ colleague: 'le dépôt' }), 'colleague'],
		['somebody of another house', () => ({ askTo: toColleague(other.users.resolver.id) }), 'askTo'],
		[
			'two addresses',
			() => ({ colleague: 'lea@organisation.test ou jean@organisation.test' }),
			'colleague'
		]
	])('%s are refused, and nothing is written', async (_, fields, field) => {
		expect(await refusal(ask(fields()))).toEqual(['colleague_unknown', field]);
	});
});

describe('what was chosen before and is hidden now', () => {
	const QUESTION = 'Quelle référence figure sur le bon ?';
	const messages = () =>
		asOwner('select audience, body from message where dispute_id = $1', [about.id]);

	it('a question to the customer keeps its words beside "I do not know"', async () => {
		await ask({ asks: 'customer', handOver: QUESTION, handTo: 'unknown' });
		expect(await messages()).toEqual([{ audience: 'customer', body: QUESTION }]);
		expect((await (await door()).page()).answers).toMatchObject([{ handOver: QUESTION }]);
		const told = (await mailsAbout(about.id)).find(({ mail }) => mail === 'staff-alert');
		expect(String(told?.facts.text)).toContain(QUESTION);
	});

	it('so does a question to whoever asked', async () => {
		await ask({ asks: 'house', handOver: QUESTION, handTo: 'unknown', colleague: 'le dépôt' });
		expect((await (await door()).page()).answers).toMatchObject([{ handOver: QUESTION }]);
	});

	it('a customer is never asked an empty question', async () => {
		const empty = { asks: 'customer' as const, handOver: ' ', handTo: 'unknown' };
		expect(await refusal(ask(empty))).toEqual(['required', 'handOver']);
		expect(await messages()).toEqual([]);
	});

	it('an address typed for "not for me" is no part of another answer', async () => {
		await answer({
			...{ verdict: 'customer_right', explanation: 'Vu.', handTo: 'address' },
			handOver: 'eve@elsewhere.test'
		});
		expect((await (await door()).page()).answers).toMatchObject([{ handOver: '' }]);
		const told = (await mailsAbout(about.id)).find(({ mail }) => mail === 'staff-alert');
		expect(String(told?.facts.text)).not.toContain('eve@');
	});
});

describe('who hands it to an address', () => {
	it('calls whoever has it as the house called him before, and the house reads whom it went on to', async () => {
		const email = `lucie.bernard@${ours.users.resolver.email.split('@')[1]}`;
		const invoice = await buildInvoice(ours.inside, ours.account.customer);
		const earlier = await buildDispute(ours.inside, invoice, { status: 'assigned' });
		await buildAssignment(ours.inside, earlier, {
			resolverName: 'Lucie Bernard',
			resolverEmail: email
		});
		await answer({ handTo: 'address', handOver: email });
		expect(await askedNow()).toMatchObject([{ resolver_name: 'Lucie Bernard' }]);
		const told = (await mailsAbout(about.id)).filter(({ mail }) => mail === 'staff-alert');
		expect(told.map(({ facts }) => (facts as { text: string }).text).join()).toContain(
			'Transmis à\u00a0:\nLucie Bernard'
		);
	});

	it('a question that went to the customer is told as one', async () => {
		await answer({
			...{ verdict: 'need_information', asks: 'customer' },
			handOver: 'Une photo ?'
		});
		const told = (await mailsAbout(about.id)).filter(({ mail }) => mail === 'staff-alert');
		expect(told.map(({ facts }) => (facts as { text: string }).text).join()).toMatch(
			/Demandé au client.*\nUne photo \?/
		);
	});
});
