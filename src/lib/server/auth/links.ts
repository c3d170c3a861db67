import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { chunks } from '../db/chunks';
import { unitOfWork, withProof, type Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { link } from '../db/schema/links';
import { now } from '../clock';
import { env } from '../env';
import { organisationOf } from '../settings/queries';
import { appKey } from './app-key';
import { hashOf } from './hash';
import {
	portalScope,
	resolverScope,
	systemScope,
	type PortalScope,
	type ResolverScope,
	type Scope
} from './scope';

export type Link = typeof link.$inferSelect;
type NewLink = Pick<Link, 'kind' | 'customerId' | 'holderName' | 'holderEmail' | 'language'> &
	Partial<Pick<Link, 'contactId' | 'disputeId' | 'assignmentId'>>;

/** Calendar days a link opens its door. */
const LIFE_DAYS = { portal: 120, resolver: 60 } as const;
const DAY = 86_400_000;

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
	for (const part of chunks(links))
		await unit.tx.execute(insertMany(link, part.map(rowOf(unit)), shared));
}

const rowOf = (unit: Unit<Scope>) => (fields: NewLink & { id: string }) => ({
	...fields,
	tokenHash: hashOf(tokenOf(fields.id)),
	expiresAt: new Date(unit.now.getTime() + LIFE_DAYS[fields.kind] * DAY)
});

/** The row behind a token, whatever its state; null when nobody ever made it. */
export async function findLink(token: string): Promise<Link | null> {
	if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
	const hash = hashOf(token);
	return withProof(
		hash,
		async (tx) => (await tx.select().from(link).where(eq(link.tokenHash, hash)))[0] ?? null
	);
}

/** @throws link_unknown, link_expired, link_revoked */
export async function openLink(
	token: string,
	kind: Link['kind']
): Promise<PortalScope | ResolverScope> {
	const found = await findLink(token);
	if (!found || found.kind !== kind) throw new AppError('link_unknown');
	if (found.revokedAt) throw new AppError('link_revoked');
	if (found.expiresAt <= now()) throw new AppError('link_expired');
	return scopeOf(found, await timeZoneOf(found.organisationId));
}

/** A system scope inside the link's organisation, for what the link's state itself needs (a fresh link). */
export const linkKeeper = async (found: Pick<Link, 'organisationId'>) =>
	systemScope({
		organisationId: found.organisationId,
		timeZone: await timeZoneOf(found.organisationId),
		actor: 'links'
	});

function scopeOf(found: Link, timeZone: string): PortalScope | ResolverScope {
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

/** Asked every time: a time zone that is corrected holds from the next request on. */
async function timeZoneOf(organisationId: string): Promise<string> {
	const scope = systemScope({ organisationId, timeZone: 'UTC', actor: 'links' });
	return (await unitOfWork(scope, organisationOf)).timeZone;
}
