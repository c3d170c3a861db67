import { AppError } from '$lib/domain/errors';
import { needsSecondFactor } from '$lib/domain/users/second-factor';
import { record } from '../audit/record';
import { unitOfWork } from '../db/client';
import { accountWithEmail, isOpenHouse, type Account } from '../settings/account-queries';
import { organisationOf } from '../settings/queries';
import { noteLastSignIn } from '../settings/users/set-password';
import { hashOf } from './hash';
import { passwordMatches } from './password';
import { deskScope, systemScope } from './scope';
import { proposeFactor } from './second-factor/propose';
import { factorOf } from './second-factor/queries';
import { createSession, lucia } from './session';
import { beginStep } from './sign-in-step';
import { countAttempt, forget, type Attempt } from './throttle';

/**
 * Failures within a quarter of an hour before the door stays shut for the rest of it. A stranger shuts the
 * door of his own address; that of an account shuts only for somebody with many addresses.
 */
const LIMIT = { accountFromAddress: 5, address: 30, account: 50 } as const;

/**
 * The cookie of a new session, or (`isIn` false) of the question that comes before it: the second factor.
 * @throws wrong_credentials (also for an unknown or closed account), too_many_attempts
 */
export async function signIn(email: string, password: string, address: string, device = '') {
	const name = email.trim().toLowerCase();
	const attempts = await countAttempt(doorsOf(name, address));
	const account = await accountWithEmail(name);
	if (
		!(await passwordMatches(account?.passwordHash ?? null, password)) ||
		!account ||
		account.disabledAt ||
		!(await isOpenHouse(account.organisationId))
	)
		throw new AppError('wrong_credentials');
	await forgetAttempts(name, attempts);
	if (await isFactorAsked(account))
		return {
			...(await beginStep({ organisationId: account.organisationId, userId: account.id })),
			isIn: false
		};
	return { ...(await enter(account, device)), isIn: true };
}

/** Everything that is asked for was right. @returns the cookie of a new session */
export async function enter(account: Account, device: string) {
	const session = await createSession(account.id, account.organisationId, device);
	await unitOfWork(himself(account), async (unit) => {
		await noteLastSignIn(unit, account.id);
		const { id, email } = account;
		await record(unit, 'user.signed_in', { kind: 'user', id }, { email });
	});
	return lucia().createSessionCookie(session.id);
}

/** It is he who came in, not the engine. */
const himself = ({ organisationId, id, name, email, role, language }: Account) =>
	deskScope({ organisationId, timeZone: 'UTC', user: { id, name, email, role, language } });

const keeper = ({ organisationId }: Account) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });

/** Whoever has one gives a code of it; whoever must have one and has none yet sets it up now. */
const isFactorAsked = (account: Account): Promise<boolean> =>
	unitOfWork(keeper(account), async (unit) => {
		if ((await factorOf(unit, account.id))?.confirmedAt) return true;
		const { demo } = await organisationOf(unit);
		if (!needsSecondFactor(account.role, demo)) return false;
		await proposeFactor(unit, account.id);
		return true;
	});

const accountKey = (name: string): string => hashOf(`account:${name}`);

const doorsOf = (name: string, address: string) => [
	{ key: hashOf(`account:${name}:${address}`), limit: LIMIT.accountFromAddress },
	{ key: hashOf(`address:${address}`), limit: LIMIT.address },
	{ key: accountKey(name), limit: LIMIT.account }
];

/** Whoever knows the password made no guess: of the address only this attempt is taken back. */
async function forgetAttempts(name: string, attempts: readonly Attempt[]): Promise<void> {
	const [fromAddress, address] = attempts;
	await forget(fromAddress!.key);
	await forget(address!.key, [address!.id]);
	await forget(accountKey(name));
}
