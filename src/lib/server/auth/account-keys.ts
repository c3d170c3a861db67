import { createHmac } from 'node:crypto';
import type { KeyKind } from '$lib/domain/users/keys';
import { env } from '../env';
import { appKey } from './app-key';

/** Which door a mail to a colleague opens. */
export interface AccountKey {
	kind: KeyKind;
	id: string;
}

/**
 * 256 bits, made like the tokens of links from the row and the key of this installation: a mail that is sent
 * again carries the same, and the database holds its hash only (docs/decisions/accounts.md).
 */
export const accountToken = ({ kind, id }: AccountKey): string =>
	createHmac('sha256', appKey()).update(`${kind}:${id}`).digest('base64url');

const PATHS: Record<KeyKind, string> = { invitation: '/invitation', reset: '/login/reset' };

export const accountPath = (key: AccountKey): string => `${PATHS[key.kind]}/${accountToken(key)}`;
export const accountUrl = (key: AccountKey): string => env().origin + accountPath(key);
