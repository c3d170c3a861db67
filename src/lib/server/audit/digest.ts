import { hash } from 'node:crypto';
import type { Digest } from '$lib/domain/audit/chain';

export const sha256: Digest = (text) => hash('sha256', text, 'hex');
