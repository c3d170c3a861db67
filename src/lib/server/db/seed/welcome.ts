import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import { ROLES, type Role } from '$lib/domain/access';
import { linkUrl } from '../../auth/links';
import { systemScope } from '../../auth/scope';
import { allOrganisations } from '../../settings/queries';
import { unitOfWork, type Unit } from '../client';
import { link } from '../schema/links';
import { user } from '../schema/users';
import type { Creditor } from './creditor';
import { CREDITORS } from './organisations';
import { DEMO_PASSWORD } from './demo-password';

export interface Login {
	organisation: string;
	role: Role;
	name: string;
	email: string;
	password: string;
}

export interface Welcome {
	logins: Login[];
	customerLinks: { label: string; url: string }[];
	resolverLinks: { label: string; url: string }[];
}

/** What opens the demo: logins and links. Null when the database holds no demo. */
export async function welcome(): Promise<Welcome | null> {
	const known = await allOrganisations();
	const parts: Welcome[] = [];
	for (const creditor of CREDITORS) {
		const found = known.find(({ slug, demo }) => demo && slug === creditor.slug);
		if (found)
			parts.push(
				await unitOfWork(systemScope({ ...found, actor: 'demo' }), (unit) =>
					doorsOf(unit, creditor)
				)
			);
	}
	if (!parts.length) return null;
	return {
		logins: parts.flatMap(({ logins }) => logins),
		customerLinks: parts.flatMap(({ customerLinks }) => customerLinks),
		resolverLinks: parts.flatMap(({ resolverLinks }) => resolverLinks)
	};
}

async function doorsOf(unit: Unit, creditor: Creditor): Promise<Welcome> {
	const { hero, people, language } = creditor;
	const customer = `${hero.contact}, ${hero.company[0]}, ${language}`;
	const resolver = `${people.resolver.name}, ${language}`;
	return {
		logins: await loginsOf(unit, creditor),
		customerLinks: await linkOf(unit, 'portal', hero.email, customer),
		resolverLinks: await linkOf(unit, 'resolver', people.resolver.email, resolver)
	};
}

async function loginsOf({ tx, scope }: Unit, { organisation }: Creditor): Promise<Login[]> {
	const rows = await tx
		.select()
		.from(user)
		.where(and(eq(user.organisationId, scope.organisationId), isNull(user.disabledAt)))
		.orderBy(asc(user.id));
	return ROLES.flatMap((role) => {
		const found = rows.find((row) => row.role === role);
		return found
			? [
					{
						organisation: organisation.name,
						role,
						name: found.name,
						email: found.email,
						password: DEMO_PASSWORD
					}
				]
			: [];
	});
}

/** The latest that still opens; its secret is made again, never read from anywhere. */
async function linkOf(
	{ tx, scope, now }: Unit,
	kind: 'portal' | 'resolver',
	holderEmail: string,
	label: string
) {
	const [row] = await tx
		.select({ id: link.id })
		.from(link)
		.where(
			and(
				eq(link.organisationId, scope.organisationId),
				eq(link.kind, kind),
				eq(link.holderEmail, holderEmail),
				isNull(link.revokedAt),
				gt(link.expiresAt, now)
			)
		)
		.orderBy(desc(link.createdAt), desc(link.id))
		.limit(1);
	return row ? [{ label, url: linkUrl(kind, row.id) }] : [];
}
