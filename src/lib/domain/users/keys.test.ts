import { expect, it } from 'vitest';
import { keyState } from './keys';

const at = new Date('2026-03-03T09:00:00Z');
const later = new Date('2026-03-03T09:00:01Z');
const fresh = { usedAt: null, endedAt: null, expiresAt: later };

it('a key opens until the instant at which it expires, once, unless it was taken back', () => {
	expect(keyState(fresh, at)).toBe('open');
	expect(keyState({ ...fresh, expiresAt: at }, at)).toBe('expired');
	expect(keyState({ ...fresh, endedAt: at, expiresAt: at }, at)).toBe('ended');
	expect(keyState({ ...fresh, usedAt: at, endedAt: at, expiresAt: at }, at)).toBe('used');
});
