import { createHmac } from 'node:crypto';
import { env } from '../env';
import { appKey } from './app-key';

/**
 * The secret in a follower's mails that ends them, made like the tokens of links from its row and the
 * key of this installation: the database holds its hash only.
 */
export const stopKeyOf = (followerId: string): string =>
	createHmac('sha256', appKey()).update(`stop:${followerId}`).digest('base64url');

export const stopUrl = (followerId: string): string =>
	`${env().origin}/p/stop/${stopKeyOf(followerId)}`;
