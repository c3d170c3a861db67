/** What a mail to a colleague may open without a session: the door to a first password, or to another one. */
export const KEY_KINDS = ['invitation', 'reset'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const HOUR_MS = 3_600_000;
export const INVITATION_DAYS = 7;
export const KEY_LIFE_MS: Record<KeyKind, number> = {
	invitation: INVITATION_DAYS * 24 * HOUR_MS,
	reset: HOUR_MS
};

export type KeyState = 'open' | 'used' | 'ended' | 'expired';

/** What became of it, the reason that says most first. */
export function keyState(
	key: { usedAt: Date | null; endedAt: Date | null; expiresAt: Date },
	at: Date
): KeyState {
	if (key.usedAt) return 'used';
	if (key.endedAt) return 'ended';
	return key.expiresAt <= at ? 'expired' : 'open';
}
