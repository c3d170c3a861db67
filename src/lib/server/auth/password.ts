import { hash, verify } from '@node-rs/argon2';
import { AppError } from '$lib/domain/errors';
import { MINIMUM_LENGTH, passwordFault } from '$lib/domain/users/password';

/** OWASP password storage: Argon2id, 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

let decoy: Promise<string> | undefined;

/** Takes the same time whether the account exists or not. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
	const matches = await verify(
		stored ?? (await (decoy ??= hashPassword('nobody has this password'))),
		password
	);
	return stored !== null && matches;
}

/** @throws password_short, password_guessed */
export function refuseWeak(password: string, person: { email: string; name: string }): void {
	const fault = passwordFault(password, person);
	if (fault) throw new AppError(fault, { min: String(MINIMUM_LENGTH) }, 'password');
}
