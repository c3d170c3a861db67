import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { Role } from '$lib/domain/access';

/**
 * What a unit of work may see. Made here only, from something proven (a session, a link, the
 * engine's own start); every transaction of the database is opened with one.
 */
declare const proven: unique symbol;
interface Proven {
	readonly [proven]: true;
	readonly organisationId: string;
	readonly timeZone: string;
}

export interface DeskScope extends Proven {
	readonly audience: 'desk';
	readonly user: { id: string; name: string; email: string; role: Role; language: Language };
}
export interface PortalScope extends Proven {
	readonly audience: 'portal';
	readonly customerId: string;
	readonly holder: LinkHolder;
	/** A colleague looks at the account as this contact sees it: nothing can be done, nor written by the database. */
	readonly viewOnly?: true;
}
export interface ResolverScope extends Proven {
	readonly audience: 'resolver';
	readonly customerId: string;
	readonly disputeId: string;
	readonly assignmentId: string;
	readonly holder: LinkHolder;
}
/** The engine, the command line and the seed inside one organisation. */
export interface SystemScope extends Proven {
	readonly audience: 'system';
	readonly actor: string;
}
export type Scope = DeskScope | PortalScope | ResolverScope | SystemScope;
export type InsideScope = DeskScope | SystemScope;

export interface LinkHolder {
	readonly linkId: string;
	readonly contactId: string | null;
	readonly name: string;
	readonly email: string;
	readonly language: Language;
	/** Whoever writes through the link without being its holder, as he says. */
	readonly acting?: string;
}

const prove = <S extends Scope>(scope: Omit<S, typeof proven>): S => Object.freeze(scope) as S;

export const deskScope = (s: Omit<DeskScope, typeof proven | 'audience'>) =>
	prove<DeskScope>({ ...s, audience: 'desk' });
export const portalScope = (s: Omit<PortalScope, typeof proven | 'audience'>) =>
	prove<PortalScope>({ ...s, audience: 'portal' });
export const resolverScope = (s: Omit<ResolverScope, typeof proven | 'audience'>) =>
	prove<ResolverScope>({ ...s, audience: 'resolver' });
export const systemScope = (s: Omit<SystemScope, typeof proven | 'audience'>) =>
	prove<SystemScope>({ ...s, audience: 'system' });

/** Whoever only looks changes nothing, whatever he sends. */
export const isViewOnly = (scope: Scope): boolean =>
	scope.audience === 'portal' && scope.viewOnly === true;

export interface Actor {
	kind: 'user' | 'customer' | 'resolver' | 'system';
	id: string;
	name: string;
}

/** Who acts, for the audit and for what the customer reads. */
export function actorOf(scope: Scope): Actor {
	if (scope.audience === 'desk') return { kind: 'user', id: scope.user.id, name: scope.user.name };
	if (scope.audience === 'system') return { kind: 'system', id: scope.actor, name: scope.actor };
	const kind = scope.audience === 'portal' ? 'customer' : 'resolver';
	return { kind, id: scope.holder.linkId, name: signatureOf(scope.holder) };
}

/** Of the account or of the holder of the link, in lower case; null: the house itself. */
export function addressOf(scope: Scope): string | null {
	if (scope.audience === 'system') return null;
	const { email } = scope.audience === 'desk' ? scope.user : scope.holder;
	return email.toLowerCase() || null;
}

/** Who signs what is done through a link: always with the name of its holder, whatever was typed. */
export function signatureOf({ acting, name, email, language }: LinkHolder): string {
	const holder = name || email;
	return acting ? say('portal_who_signature', { name: acting, holder }, language) : holder;
}
