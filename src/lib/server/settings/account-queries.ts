import { and, eq, isNull, not, or, sql, type SQL } from 'drizzle-orm';
import { systemScope, type Scope, type SystemScope } from '../auth/scope';
import { unitOfWork, withProof, type Unit } from '../db/client';
import { among } from '../db/one-of';
import { organisation } from '../db/schema/organisations';
import { user } from '../db/schema/users';
import { env } from '../env';
import { organisationOf } from './queries';

export type Account = typeof user.$inferSelect;

/** By the e-mail typed at the login, before any organisation is known. */
export const accountWithEmail = (email: string): Promise<Account | null> =>
	withProof(
		email,
		async (tx) => (await tx.select().from(user).where(eq(user.email, email)))[0] ?? null
	);

/** Demo accounts have public passwords: they open only where the demo is on. */
export async function isOpenHouse(organisationId: string): Promise<boolean> {
	if (env().DEMO) return true;
	const scope = systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });
	return !(await unitOfWork(scope, organisationOf)).demo;
}

/** An account with what its organisation says to every request of it, in one query. */
export async function accountBehind(unit: Unit<SystemScope>, userId: string) {
	const [row] = await unit.tx
		.select({ user, timeZone: organisation.timeZone, demo: organisation.demo })
		.from(user)
		.innerJoin(organisation, eq(organisation.id, user.organisationId))
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));
	return row ?? null;
}

/** What the passwords of the open accounts are known by, account by account. */
export const passwordHashesOf = async (
	unit: Unit<SystemScope>
): Promise<ReadonlyMap<string, string>> => {
	const rows = await unit.tx
		.select({ id: user.id, passwordHash: user.passwordHash })
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), isNull(user.disabledAt)));
	return new Map(rows.map(({ id, passwordHash }) => [id, passwordHash]));
};

/** Where to write to a colleague; nobody once his account is closed, or when asked from a link, which sees no account. */
export async function addressOf(unit: Unit<Scope>, userId: string) {
	const [row] = await unit.tx
		.select({
			id: user.id,
			email: user.email,
			name: user.name,
			language: user.language,
			alerts: user.alerts
		})
		.from(user)
		.where(
			and(
				eq(user.organisationId, unit.scope.organisationId),
				eq(user.id, userId),
				isNull(user.disabledAt)
			)
		);
	return row ?? null;
}

/**
 * Whether somebody's digest of today was not worked out yet, a closed account's too where something is kept for it; not
 * of those that are tried again later.
 */
export const areDigestsDue = async (
	unit: Unit<SystemScope>,
	keptFor: readonly string[]
): Promise<boolean> =>
	(await unit.tx.$count(
		user,
		and(
			eq(user.organisationId, unit.scope.organisationId),
			or(isNull(user.disabledAt), among(user.id, keptFor)),
			sql`${user.digestOn} is distinct from ${unit.today}`,
			not(isPutOff(unit))
		)
	)) > 0;

const isPutOff = ({ now }: Unit<SystemScope>): SQL =>
	sql`coalesce(${user.digestAgainAt} > ${now.toISOString()}::timestamptz, false)`;

/** Whose digest could not be put, and is tried again later. */
export const digestsPutOff = async (unit: Unit<SystemScope>): Promise<ReadonlySet<string>> => {
	const rows = await unit.tx
		.select({ id: user.id })
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), isPutOff(unit)));
	return new Set(rows.map(({ id }) => id));
};

/**
 * Accounts whose digest of today was not worked out yet: those that read their cases once a day, and those
 * there is something for, closed ones too.
 */
export const digestsDue = async (
	unit: Unit<SystemScope>,
	besides: readonly string[]
): Promise<string[]> =>
	(
		await unit.tx
			.select({ id: user.id })
			.from(user)
			.where(
				and(
					eq(user.organisationId, unit.scope.organisationId),
					sql`${user.digestOn} is distinct from ${unit.today}`,
					or(and(eq(user.alerts, 'daily'), isNull(user.disabledAt)), among(user.id, besides))
				)
			)
	).map(({ id }) => id);
