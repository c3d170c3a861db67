import { beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '$lib/domain/calendar';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const desk = (of: Company) => callerFor(of.desk.admin).desk;
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};
const lives = async (customerId: string) =>
	(
		await asOwner<{ ends: Date }>(
			`select expires_at as ends from link where customer_id = $1 and kind = 'portal' order by id`,
			[customerId]
		)
	).map(({ ends }) => Math.round((ends.getTime() - TEST_INSTANT.getTime()) / DAY_MS));

test('a house decides how long its links live: those made from then on, and nobody else’s', async () => {
	await desk(ours).links.change({ portalDays: 30, resolverDays: 90 });
	await buildPortalLink(ours.inside, ours.account.contact);
	await buildPortalLink(other.inside, other.account.contact);
	expect(await lives(ours.account.customer.id)).toEqual([120, 30]);
	expect(await lives(other.account.customer.id)).toEqual([120, 120]);
	expect(await desk(ours).links.policy()).toMatchObject({ portalDays: 30, resolverDays: 90 });
	expect(await refusal(desk(ours).links.change({ portalDays: 3, resolverDays: 90 }))).toEqual([
		'number_too_small',
		'portalDays'
	]);
	expect(await auditOf(ours.inside.organisationId)).toContain('organisation.link_policy_changed');
});

test('all doors to one account close, then all of the house; another house keeps its own', async () => {
	const { account, neighbour } = ours;
	expect(await refusal(desk(ours).links.revoke({ code: 'N1' }))).toEqual([
		'routing_customer_unknown',
		'code'
	]);
	expect(await desk(ours).links.revoke({ code: 'M1' })).toEqual({ count: 3 });
	await expect(portalScopeOf(account.portalPath)).rejects.toThrow();
	await expect(resolverScopeOf(account.resolverPath)).rejects.toThrow();
	await portalScopeOf(neighbour.portalPath);
	const { open } = await desk(ours).links.policy();
	expect(await desk(ours).links.revoke({ code: null })).toEqual({
		count: open.portal + open.resolver
	});
	await expect(portalScopeOf(neighbour.portalPath)).rejects.toThrow();
	await portalScopeOf(other.account.portalPath);
	expect((await desk(ours).links.policy()).open).toEqual({ portal: 0, resolver: 0 });
	expect(await auditOf(account.customer.id)).toContain('link.all_revoked');
});
