import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { machineNow } from '../clock';
import { unitOfWork, withProof } from '../db/client';
import { loginAttempt } from '../db/schema/sessions';
import { env } from '../env';
import { accountWithEmail, type Account } from '../settings/account-queries';
import { organisationOf } from '../settings/queries';
import { hashOf } from './hash';
import { passwordMatches } from './password';
import { systemScope } from './scope';
import { createSession, lucia } from './session';

const WINDOW_MS = 15 * 60_000;
/**
 * Failures within the window before the door stays shut for the rest of it. A stranger shuts the door
 * of his own address; that of an account shuts only for somebody with many addresses.
 */
const LIMIT = { accountFromAddress: 5, address: 30, account: 50 } as const;

/**
 * The cookie of a new session.
 * @throws wrong_credentials (also for an unknown or closed account), too_many_attempts
 */
export async function signIn(email: string, password: string, address: string) {
	const name = email.trim().toLowerCase();
	const attempts = await countAttempt(name, address);
	const account = await accountWithEmail(name);
	if (
		!(await passwordMatches(account?.passwordHash ?? null, password)) ||
		!account ||
		account.disabledAt ||
		!(await isOpen(account.organisationId))
	)
		throw new AppError('wrong_credentials');
	await forgetAttempts(name, attempts);
	const session = await createSession(account.id, account.organisationId);
	await noteSignIn(account);
	return lucia().createSessionCookie(session.id);
}

const keeper = (organisationId: string) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });

/** Demo accounts have public passwords: they open only where the demo is on. */
async function isOpen(organisationId: string): Promise<boolean> {
	if (env().DEMO) return true;
	return !(await unitOfWork(keeper(organisationId), organisationOf)).demo;
}

interface Attempt {
	key: string;
	id: string;
}

/** Before the password is looked at, or a hundred guesses at once would all be looked at. */
async function countAttempt(name: string, address: string): Promise<Attempt[]> {
	const doors = [
		{ key: hashOf(`account:${name}:${address}`), limit: LIMIT.accountFromAddress },
		{ key: hashOf(`address:${address}`), limit: LIMIT.address },
		{ key: accountKey(name), limit: LIMIT.account }
	];
	const counted: Attempt[] = [];
	for (const { key, limit } of doors) {
		const id = await countAt(key, limit);
		if (!id) {
			// A refusal is no guess: it keeps no door shut for longer.
			for (const earlier of counted) await forget(earlier.key, [earlier.id]);
			throw new AppError('too_many_attempts');
		}
		counted.push({ key, id });
	}
	return counted;
}

const accountKey = (name: string): string => hashOf(`account:${name}`);

/** One after the other per key; null when the limit is reached. */
const countAt = (key: string, limit: number): Promise<string | null> =>
	withProof(key, async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
		const start = new Date(machineNow().getTime() - WINDOW_MS);
		await tx
			.delete(loginAttempt)
			.where(and(eq(loginAttempt.keyHash, key), lt(loginAttempt.at, start)));
		if ((await tx.$count(loginAttempt, eq(loginAttempt.keyHash, key))) >= limit) return null;
		const id = uuidv7();
		await tx.insert(loginAttempt).values({ id, keyHash: key, at: machineNow() });
		return id;
	});

/** Whoever knows the password made no guess: of the address only this attempt is taken back. */
async function forgetAttempts(name: string, attempts: readonly Attempt[]): Promise<void> {
	const [fromAddress, address] = attempts;
	await forget(fromAddress!.key);
	await forget(address!.key, [address!.id]);
	await forget(accountKey(name));
}

const forget = (key: string, ids?: readonly string[]) =>
	withProof(key, (tx) =>
		tx
			.delete(loginAttempt)
			.where(
				and(eq(loginAttempt.keyHash, key), ids ? inArray(loginAttempt.id, [...ids]) : undefined)
			)
	);

const noteSignIn = (account: Account) =>
	unitOfWork(keeper(account.organisationId), (unit) =>
		record(unit, 'user.signed_in', { kind: 'user', id: account.id }, { email: account.email })
	);
