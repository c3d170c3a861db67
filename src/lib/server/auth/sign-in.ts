import { and, eq, gt, lt } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { machineNow } from '../clock';
import { unitOfWork, withProof } from '../db/client';
import { loginAttempt, organisation, user } from '../db/schema/organisations';
import { env } from '../env';
import { hashOf } from './hash';
import { passwordMatches } from './password';
import { systemScope } from './scope';
import { createSession, lucia } from './session';

const WINDOW_MS = 15 * 60_000;
/** Failures within the window before the door stays shut for the rest of it. */
const LIMIT = { account: 5, address: 30 } as const;

/**
 * The cookie of a new session.
 * @throws wrong_credentials (also for an unknown or closed account), too_many_attempts
 */
export async function signIn(email: string, password: string, address: string) {
	const name = email.trim().toLowerCase();
	const keys = [
		{ key: hashOf(`account:${name}`), limit: LIMIT.account },
		{ key: hashOf(`address:${address}`), limit: LIMIT.address }
	];
	for (const { key, limit } of keys)
		if ((await failures(key)) >= limit) throw new AppError('too_many_attempts');
	const account = await accountOf(name);
	if (
		!(await passwordMatches(account?.passwordHash ?? null, password)) ||
		!account ||
		account.disabledAt ||
		!(await isOpen(account.organisationId))
	) {
		for (const { key } of keys) await countFailure(key);
		throw new AppError('wrong_credentials');
	}
	const session = await createSession(account.id, account.organisationId);
	await noteSignIn(account);
	return lucia().createSessionCookie(session.id);
}

const accountOf = (email: string) =>
	withProof(
		email,
		async (tx) => (await tx.select().from(user).where(eq(user.email, email)))[0] ?? null
	);

const keeper = (organisationId: string) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });

/** Demo accounts have public passwords: they open only where the demo is on. */
async function isOpen(organisationId: string): Promise<boolean> {
	if (env().DEMO) return true;
	const [row] = await unitOfWork(keeper(organisationId), ({ tx }) =>
		tx
			.select({ demo: organisation.demo })
			.from(organisation)
			.where(eq(organisation.id, organisationId))
	);
	return row !== undefined && !row.demo;
}

const windowStart = () => new Date(machineNow().getTime() - WINDOW_MS);

const failures = (key: string): Promise<number> =>
	withProof(key, (tx) =>
		tx.$count(loginAttempt, and(eq(loginAttempt.keyHash, key), gt(loginAttempt.at, windowStart())))
	);

const countFailure = (key: string) =>
	withProof(key, async (tx) => {
		await tx
			.delete(loginAttempt)
			.where(and(eq(loginAttempt.keyHash, key), lt(loginAttempt.at, windowStart())));
		await tx.insert(loginAttempt).values({ id: uuidv7(), keyHash: key, at: machineNow() });
	});

const noteSignIn = (account: typeof user.$inferSelect) =>
	unitOfWork(keeper(account.organisationId), (unit) =>
		record(unit, 'user.signed_in', { kind: 'user', id: account.id }, { email: account.email })
	);
