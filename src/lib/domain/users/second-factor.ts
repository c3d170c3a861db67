import type { Role } from '../access';

const REQUIRED: ReadonlySet<Role> = new Set<Role>(['approver', 'admin']);

/** Whoever lets people in or money out signs in with a telephone too. Demo accounts have public passwords: nobody keeps theirs. */
export const needsSecondFactor = (role: Role, demo: boolean): boolean =>
	REQUIRED.has(role) && !demo;

/** Of RFC 6238, as every application for it expects them. */
export const STEP_SECONDS = 30;
/** Steps before and after now in which a code is still taken: the clock of a telephone differs. */
export const STEPS_AROUND = 1;

export const RECOVERY_CODES = 10;
/** Without the signs that are mistaken for one another. */
export const RECOVERY_SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** 79 bits. */
const RECOVERY_LENGTH = 16;

/** From as many random bytes as it takes; null when too many of them were thrown away. */
export function recoveryCodeFrom(bytes: Uint8Array): string | null {
	const fair = [...bytes].filter((byte) => byte < 256 - (256 % RECOVERY_SIGNS.length));
	if (fair.length < RECOVERY_LENGTH) return null;
	const signs = fair
		.slice(0, RECOVERY_LENGTH)
		.map((byte) => RECOVERY_SIGNS[byte % RECOVERY_SIGNS.length]);
	return inGroups(signs.join(''));
}

const inGroups = (signs: string): string => signs.replace(/(.{4})(?=.)/g, '$1-');

/** What somebody typed into the one field for both: six figures, a recovery code, or neither. */
export function typedCode(typed: string): { kind: 'code' | 'recovery'; code: string } | null {
	const signs = typed.toLowerCase().replace(/[\s-]/g, '');
	if (/^\d{6}$/.test(signs)) return { kind: 'code', code: signs };
	if (signs.length !== RECOVERY_LENGTH) return null;
	const known = [...signs].every((sign) => RECOVERY_SIGNS.includes(sign));
	return known ? { kind: 'recovery', code: inGroups(signs) } : null;
}
