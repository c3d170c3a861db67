import { z } from 'zod';
import type { Money } from '../money';
import type { AnswerVerdict } from './schema';

/** By currency, in minor units as text; a currency that is not named asks nobody to sign in. */
export type SignInAbove = Readonly<Record<string, string>>;

export const signInAboveInput = z.record(z.string().regex(/^[A-Z]{3}$/), z.bigint().min(0n));

export const keptSignInAbove = (limits: Readonly<Record<string, bigint>>): SignInAbove =>
	Object.fromEntries(
		Object.entries(limits)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([currency, minor]) => [currency, minor.toString()])
	);

/** What may still be answered by the link alone; null = whatever it is. */
export function signInLimit(limits: SignInAbove, { currency }: Money): Money | null {
	const minor = limits[currency];
	return minor === undefined ? null : { minor: BigInt(minor), currency };
}

/** Its amount counts, whichever way the answer goes: a refusal of a large claim weighs as much as its credit. */
export function isAboveSignIn(limits: SignInAbove, contested: Money): boolean {
	const limit = signInLimit(limits, contested);
	return limit !== null && contested.minor > limit.minor;
}

/** Whoever passes it on or asks back says nothing about the money. */
export const isOpinion = (verdict: AnswerVerdict): boolean =>
	verdict !== 'not_for_me' && verdict !== 'need_information';
