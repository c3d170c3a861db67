import { createHash } from 'node:crypto';

/** SHA-256 as hex: how link tokens, session ids and throttle keys are kept at rest. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
