import { createHash } from 'node:crypto';
import type { PortalScope } from '../auth/scope';

/**
 * Names an account on a device without saying whose it is: what waits there is shown on its own pages only,
 * and stays its own when its link is replaced.
 */
export const deviceMark = ({
	organisationId,
	customerId
}: Pick<PortalScope, 'organisationId' | 'customerId'>): string =>
	createHash('sha256').update(`${organisationId}/${customerId}`).digest('base64url').slice(0, 22);
