import { eq } from 'drizzle-orm';
import type { LinkPolicy } from '$lib/domain/link-life';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { organisationOf } from './queries';

/** Links that are made from now on; one that was made keeps the day it was given. */
export async function changeLinkPolicy(unit: Unit<InsideScope>, after: LinkPolicy): Promise<void> {
	const before = await linkPolicyOf(unit);
	if (before.portalDays === after.portalDays && before.resolverDays === after.resolverDays) return;
	const { organisationId: id } = unit.scope;
	await unit.tx
		.update(organisation)
		.set({ linkPortalDays: after.portalDays, linkResolverDays: after.resolverDays })
		.where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.link_policy_changed',
		{ kind: 'organisation', id },
		{ before, after }
	);
}

export async function linkPolicyOf(unit: Unit<InsideScope>): Promise<LinkPolicy> {
	const { linkPortalDays, linkResolverDays } = await organisationOf(unit);
	return { portalDays: linkPortalDays, resolverDays: linkResolverDays };
}
