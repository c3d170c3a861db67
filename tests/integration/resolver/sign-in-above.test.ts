import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { DeskScope } from '$lib/server/auth/scope';
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
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let about: DisputeRow;
let path: string;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await admin(ours).changeSignIn({ EUR: 10_000n });
});
beforeEach(async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	about = await buildDispute(ours.inside, invoice, { status: 'assigned', claimedMinor: 20_000n });
	path = await buildResolverLink(ours.inside, await buildAssignment(ours.inside, about));
});
const admin = (of: Company) => callerFor(of.desk.admin).desk.links;
const door = async (signedIn: DeskScope | null = null) =>
	callerFor(await resolverScopeOf(path), signedIn).resolver.disputes;
const signed = () => ({ signedName: 'Karim', idempotencyKey: uuidv7() });
const right = { verdict: 'customer_right' as const };
const refusal = async (work: Promise<unknown>) =>
	work.then(
		() => null,
		(thrown: unknown) => asAppError(thrown).code
	);
const answers = () =>
	asOwner<{ verdict: string; signed_in_id: string | null; signed_in_name: string }>(
		'select verdict, signed_in_id, signed_in_name from answer where dispute_id = $1 order by id',
		[about.id]
	);

describe('above the amount of the house', () => {
	it('an opinion does not count by the link alone, and nothing of it is written', async () => {
		const alone = await door();
		expect(await alone.page()).toMatchObject({ signIn: { above: { minor: 10_000n }, as: null } });
		for (const verdict of ['customer_right', 'customer_wrong', 'partly'] as const)
			expect(
				await refusal(alone.answer({ verdict, explanation: 'x', acceptedMinor: 100n, ...signed() }))
			).toBe('sign_in_needed');
		expect(await answers()).toEqual([]);
		expect(await mailsAbout(about.id)).toEqual([]);
	});

	it('passing it on and asking back need no account', async () => {
		const alone = await door();
		await alone.answer({ verdict: 'need_information', handOver: 'Which order?', ...signed() });
		await alone.answer({ verdict: 'not_for_me', handOver: 'Somebody in sales', ...signed() });
		expect((await answers()).map(({ verdict }) => verdict)).toEqual([
			'need_information',
			'not_for_me'
		]);
	});

	it('signed in, the answer counts, and both the link and the account are written down', async () => {
		const { id, name } = ours.users.resolver;
		const beside = await door(ours.desk.resolver);
		expect(await beside.page()).toMatchObject({ signIn: { as: { name, mayAnswer: true } } });
		await beside.answer({ ...right, ...signed() });
		expect(await answers()).toEqual([
			{ verdict: 'customer_right', signed_in_id: id, signed_in_name: name }
		]);
		const [event] = await asOwner<{ actor_kind: string; data: Record<string, unknown> }>(
			`select actor_kind, data from audit_event where subject_id = $1 and action = 'dispute.answered'`,
			[about.id]
		);
		expect(event).toMatchObject({
			actor_kind: 'resolver',
			data: { signedInId: id, signedInName: name }
		});
	});

	it('an account that may not answer does not count, nor does one of another house', async () => {
		expect(await refusal((await door(ours.desk.executive)).answer({ ...right, ...signed() }))).toBe(
			'account_may_not'
		);
		expect(await refusal((await door(other.desk.resolver)).answer({ ...right, ...signed() }))).toBe(
			'sign_in_needed'
		);
		expect(await (await door(other.desk.resolver)).page()).toMatchObject({
			signIn: { as: null },
			isHolder: false
		});
		expect(await answers()).toEqual([]);
	});
});

describe('the amount', () => {
	it('is a matter of each house: at it, in another currency and elsewhere the link is enough', async () => {
		await admin(ours).changeSignIn({ EUR: 20_000n, USD: 0n });
		expect(await (await door()).page()).toMatchObject({ signIn: null });
		await (await door()).answer({ ...right, ...signed() });
		expect(await answers()).toMatchObject([{ signed_in_id: null, signed_in_name: '' }]);
		expect((await admin(ours).policy()).signIn).toEqual([
			{ currency: 'EUR', aboveMinor: 20_000n },
			{ currency: 'USD', aboveMinor: 0n }
		]);
		expect((await admin(other).policy()).signIn).toMatchObject([{ aboveMinor: null }]);
		expect(await auditOf(ours.inside.organisationId)).toContain(
			'organisation.sign_in_above_changed'
		);
	});
});
