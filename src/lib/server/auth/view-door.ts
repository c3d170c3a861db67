import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { viewedContactIn } from '$lib/domain/view-token';
import { holderById } from '../customers/contact-queries';
import { unitOfWork } from '../db/client';
import { openSession } from './session';
import { portalScope, type DeskScope, type PortalScope } from './scope';

/**
 * The account as one of its contacts sees it, for a colleague who may read it. The address opens nothing by itself:
 * his session does, asked on every request, and his organisation is the only one it is looked for in.
 * @returns null for any other address @throws link_unknown
 */
export async function openView(
	token: string,
	sessionId: string | undefined
): Promise<PortalScope | null> {
	const contactId = viewedContactIn(token);
	if (!contactId) return null;
	const viewer = sessionId ? await openSession(sessionId) : null;
	if (!viewer || !can(viewer.user.role, 'customers.read')) throw new AppError('link_unknown');
	return viewOf(viewer, contactId);
}

/** @throws link_unknown for a contact that is gone, or of another house */
async function viewOf(viewer: DeskScope, contactId: string): Promise<PortalScope> {
	const holder = await unitOfWork(viewer, (unit) => holderById(unit, contactId));
	if (!holder) throw new AppError('link_unknown');
	const { customerId, ...known } = holder;
	const { organisationId, timeZone } = viewer;
	return portalScope({
		...{ organisationId, timeZone, customerId },
		// No link has this id: what is of a link alone is of nobody here.
		holder: { ...known, linkId: contactId, contactId },
		viewOnly: true
	});
}
