import { Secret, TOTP } from 'otpauth';
import { STEP_SECONDS, STEPS_AROUND } from '$lib/domain/users/second-factor';
import { machineNow } from '../../clock';

/** 160 bits, as RFC 4226 advises, in the letters an application reads. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What the square code says to an application: whose account it is, and of whom. */
export const totpUri = (secret: string, { issuer, label }: { issuer: string; label: string }) =>
	totp(secret, { issuer, label }).toString();

/** The step whose code this is, around now; null when it is of none. The clock of a telephone is the machine's, not ours. */
export function stepOfCode(secret: string, code: string, at = machineNow()): number | null {
	const timestamp = at.getTime();
	const delta = totp(secret).validate({ token: code, timestamp, window: STEPS_AROUND });
	return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

const totp = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
	new TOTP({
		...names,
		secret: Secret.fromBase32(secret),
		algorithm: 'SHA1',
		digits: 6,
		period: STEP_SECONDS
	});
