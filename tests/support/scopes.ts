import { openLink } from '$lib/server/auth/links';
import {
	deskScope,
	type DeskScope,
	type PortalScope,
	type ResolverScope,
	type Scope,
	type SystemScope
} from '$lib/server/auth/scope';
import type { user } from '$lib/server/db/schema/users';
import { caller } from '$lib/server/trpc/caller';

export type UserRow = typeof user.$inferSelect;

/** What a signed-in colleague holds. */
export const deskScopeOf = (of: UserRow, inside: Pick<SystemScope, 'timeZone'>): DeskScope =>
	deskScope({
		organisationId: of.organisationId,
		timeZone: inside.timeZone,
		user: { id: of.id, name: of.name, email: of.email, role: of.role, language: of.language }
	});

/** What somebody holds who opened this link: proven the way the application proves it. */
export const portalScopeOf = async (path: string) =>
	(await openLink(tokenIn(path), 'portal')) as PortalScope;
export const resolverScopeOf = async (path: string) =>
	(await openLink(tokenIn(path), 'resolver')) as ResolverScope;

export const tokenIn = (path: string): string => /\/[pr]\/([A-Za-z0-9_-]+)/.exec(path)?.[1] ?? '';

/** The one door, as the pages use it. */
export const callerFor = (scope: Scope | null, signedIn: DeskScope | null = null) =>
	caller({ locals: { scope, signedIn, requestId: 'test' } as App.Locals });
