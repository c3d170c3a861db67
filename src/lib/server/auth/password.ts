import { hash, verify } from '@node-rs/argon2';

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
