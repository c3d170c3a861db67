import { randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import { isToken } from '$lib/domain/link-token';
import { machineNow } from '../clock';
import { unitOfWork, withProof, type Unit } from '../db/client';
import { signInStep } from '../db/schema/sessions';
import { env } from '../env';
import { hashOf } from './hash';
import { systemScope, type InsideScope } from './scope';

export const STEP_COOKIE = 'entendu_sign_in';
const LIFE_MS = 10 * 60_000;

export interface SignInStep {
	organisationId: string;
	userId: string;
}

const keeper = (organisationId: string) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });

/** Between the password and the second factor. @returns the cookie that remembers it for ten minutes */
export async function beginStep({ organisationId, userId }: SignInStep) {
	const secret = randomBytes(32).toString('base64url');
	const expiresAt = new Date(machineNow().getTime() + LIFE_MS);
	await unitOfWork(keeper(organisationId), async ({ tx }) => {
		await tx
			.delete(signInStep)
			.where(
				and(eq(signInStep.organisationId, organisationId), lt(signInStep.expiresAt, machineNow()))
			);
		await tx
			.insert(signInStep)
			.values({ organisationId, userId, idHash: hashOf(secret), expiresAt });
	});
	return stepCookie(secret, LIFE_MS / 1000);
}

/** Whose password was right; null once it took too long. */
export async function stepBehind(secret: string): Promise<SignInStep | null> {
	if (!isToken(secret)) return null;
	const hash = hashOf(secret);
	const [row] = await withProof(hash, (tx) =>
		tx.select().from(signInStep).where(eq(signInStep.idHash, hash))
	);
	if (!row || row.expiresAt <= machineNow()) return null;
	return { organisationId: row.organisationId, userId: row.userId };
}

/** @returns the cookie that forgets it */
export async function endStep({ organisationId }: SignInStep, secret: string) {
	await unitOfWork(keeper(organisationId), ({ tx }) =>
		tx
			.delete(signInStep)
			.where(
				and(eq(signInStep.organisationId, organisationId), eq(signInStep.idHash, hashOf(secret)))
			)
	);
	return stepCookie('', 0);
}

/** Whoever knows the password and began before begins again. */
export const endStepsOf = ({ tx, scope }: Unit<InsideScope>, userId: string) =>
	tx
		.delete(signInStep)
		.where(and(eq(signInStep.organisationId, scope.organisationId), eq(signInStep.userId, userId)));

const stepCookie = (value: string, maxAge: number) => ({
	name: STEP_COOKIE,
	value,
	attributes: {
		path: '/login',
		httpOnly: true,
		sameSite: 'lax' as const,
		secure: env().origin.startsWith('https:'),
		maxAge
	}
});
