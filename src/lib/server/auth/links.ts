import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { chunks } from '../db/chunks';
import { provenTogether, unitOfWork, withProof, type Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { link } from '../db/schema/links';
import { now } from '../clock';
import { env } from '../env';
import { isShownByLinks } from '../disputes/shown-by-links';
import { isContact } from '../customers/contact-queries';
import { endOfLink, type LinkPolicy } from '$lib/domain/link-life';
import { isToken } from '$lib/domain/link-token';
import type { Reachable } from '$lib/domain/logo';
import { isClosedAddress } from '../settings/closed-accounts';
import { inlineLogo, logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { appKey } from './app-key';
import { askedTogether } from './asked-together';
import { hashOf } from './hash';
import { insideOf } from './from-inside';
import {
	portalScope,
	resolverScope,
	type PortalScope,
	type ResolverScope,
	type Scope,
	type SystemScope
} from './scope';

export type Link = typeof link.$inferSelect;
type NewLink = Pick<Link, 'kind' | 'customerId' | 'holderName' | 'holderEmail' | 'language'> &
	Partial<Pick<Link, 'contactId' | 'disputeId' | 'assignmentId'>>;

/**
 * 256 bits nobody can guess, made from the link's id and the key of this installation: a mail that is
 * sent again carries the same link, and the database never holds a token (docs/decisions/links.md).
 */
const tokenOf = (linkId: string): string =>
	createHmac('sha256', appKey()).update(`link:${linkId}`).digest('base64url');

export const linkPath = (kind: Link['kind'], linkId: string): string =>
	`/${kind === 'portal' ? 'p' : 'r'}/${tokenOf(linkId)}`;
export const linkUrl = (kind: Link['kind'], linkId: string): string =>
	env().origin + linkPath(kind, linkId);

/** One link per recipient and message. */
export async function createLink(
	unit: Unit<Scope>,
	fields: NewLink,
	id = uuidv7()
): Promise<string> {
	await createLinks(unit, [{ ...fields, id }]);
	return id;
}

/** One link per recipient and message, for many messages. */
export async function createLinks(
	unit: Unit<Scope>,
	links: readonly (NewLink & { id: string })[]
): Promise<void> {
	const shared = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	const { linkPortalDays, linkResolverDays } = await organisationOf(unit);
	const policy = { portalDays: linkPortalDays, resolverDays: linkResolverDays };
	for (const part of chunks(links))
		await unit.tx.execute(insertMany(link, part.map(rowOf(unit, policy)), shared));
}

const rowOf = (unit: Unit<Scope>, policy: LinkPolicy) => (fields: NewLink & { id: string }) => ({
	...fields,
	tokenHash: hashOf(tokenOf(fields.id)),
	expiresAt: endOfLink(fields.kind, policy, unit.now)
});

/** The row behind a token, whatever its state; null when nobody ever made it. */
export async function findLink(token: string): Promise<Link | null> {
	if (!isToken(token)) return null;
	const hash = hashOf(token);
	return withProof(
		hash,
		async (tx) => (await tx.select().from(link).where(eq(link.tokenHash, hash)))[0] ?? null
	);
}

/** @throws link_unknown, link_expired, link_revoked */
export const openLink = async (
	token: string,
	kind: Link['kind']
): Promise<PortalScope | ResolverScope> => (await openDoor(token, kind)).scope;

export interface OpenDoor {
	scope: PortalScope | ResolverScope;
	/**
	 * What the database had when the link was read: the same text later means that nothing at all was
	 * committed in between (docs/decisions/kept-pages.md).
	 */
	dataVersion: string;
}

/**
 * Asked on every request: a link that is revoked, or a time zone that is corrected, holds from the next one on.
 * @throws link_unknown, link_expired, link_revoked
 */
export async function openDoor(token: string, kind: Link['kind']): Promise<OpenDoor> {
	const found = isToken(token) ? await proofOf(hashOf(token)) : undefined;
	if (!found || found.kind !== kind) throw new AppError('link_unknown');
	if (found.revokedAt || (await isOfLeaver(found))) throw new EndedLink('link_revoked', found);
	if (await isOver(found)) throw new EndedLink('link_expired', found);
	return { scope: scopeOf(found, found.timeZone), dataVersion: found.dataVersion };
}

/** Whoever works here no more has no door, however and whenever it was made. */
const isOfLeaver = async (found: Proven): Promise<boolean> =>
	found.kind === 'resolver' &&
	unitOfWork(insideOf(found), (unit) => isClosedAddress(unit, found.holderEmail));

/** Past its days a colleague's link goes on while its case does. */
async function isOver(found: Proven): Promise<boolean> {
	if (found.expiresAt > now()) return false;
	const { disputeId } = found;
	if (found.kind !== 'resolver' || !disputeId) return true;
	return unitOfWork(insideOf(found), async (unit) => !(await isShownByLinks(unit, disputeId)));
}

/** It opened something once: its page speaks the language of whoever it was made for. */
export class EndedLink extends AppError {
	readonly holder: Pick<Link, 'organisationId' | 'language'> & { email: string };

	constructor(
		code: 'link_revoked' | 'link_expired',
		{ organisationId, language, holderEmail }: Proven
	) {
		super(code);
		this.holder = { organisationId, language, email: holderEmail };
	}
}

/** Requests that come at the same time are one question, asked after the last of them came. */
const proofOf = askedTogether(async (hashes) => {
	const found = await provenTogether<Proven>('links_at_the_door', hashes);
	return new Map(found.map((one) => [one.tokenHash, one]));
});

/** As the function of that name answers: a snapshot says which transactions it sees; the start of the server, that it is still the same one that counts them. */
type Proven = Omit<Link, 'createdAt'> & { timeZone: string; dataVersion: string };

/** Who holds a link that has ended still sees whose it was. */
export async function creditorOfLink(token: string): Promise<EndedLinkOf | null> {
	const found = await findLink(token);
	if (!found) return null;
	const [organisation, renewable] = await unitOfWork(
		await linkKeeper(found),
		async (unit) => [await organisationOf(unit), await mayRenew(unit, found)] as const
	);
	const { name, accent, phone, email } = organisation;
	return { name, accent, phone, email, renewable, logo: inlineLogo(await logoOf(organisation)) };
}

export interface EndedLinkOf extends Reachable {
	/** A new one would leave: its holder is still a contact at that address, or works here. */
	renewable: boolean;
}

/** Of a colleague's link the case itself says whether it still waits. */
const mayRenew = async (
	unit: Unit<SystemScope>,
	{ kind, contactId, holderEmail }: Link
): Promise<boolean> =>
	kind === 'portal'
		? contactId !== null && isContact(unit, contactId, holderEmail)
		: !(await isClosedAddress(unit, holderEmail));

/** A system scope inside the link's organisation, for what the link's state itself needs (a fresh link). */
export const linkKeeper = async (found: Pick<Link, 'organisationId'>) =>
	insideOf({
		organisationId: found.organisationId,
		timeZone: await timeZoneOf(found.organisationId)
	});

/** Of a link that is open: what whoever holds it may see. */
export function scopeOf(
	found: Omit<Link, 'tokenHash' | 'createdAt'>,
	timeZone: string
): PortalScope | ResolverScope {
	const holder = {
		linkId: found.id,
		contactId: found.contactId,
		name: found.holderName,
		email: found.holderEmail,
		language: found.language
	};
	const common = {
		organisationId: found.organisationId,
		timeZone,
		customerId: found.customerId,
		holder
	};
	if (found.kind === 'portal') return portalScope(common);
	return resolverScope({
		...common,
		disputeId: found.disputeId!,
		assignmentId: found.assignmentId!
	});
}

async function timeZoneOf(organisationId: string): Promise<string> {
	const scope = insideOf({ organisationId, timeZone: 'UTC' });
	return (await unitOfWork(scope, organisationOf)).timeZone;
}
