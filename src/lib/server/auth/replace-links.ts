import { AppError } from '$lib/domain/errors';
import { isContact } from '../customers/contact-queries';
import { record } from '../audit/record';
import { unitOfWork } from '../db/client';
import { mailNewLink } from './renew-link';
import { revokeLinksOfContact } from './revoke-link';
import { signatureOf, systemScope, type PortalScope } from './scope';

/**
 * A link that was passed on too far: all links of its holder end at once, and a fresh one goes to his address,
 * whoever asks. None ends while no fresh one may be mailed.
 * @throws not_found when he is no contact any more, too_many_attempts
 */
export async function replaceLinks(scope: PortalScope): Promise<void> {
	const { organisationId, timeZone, customerId, holder } = scope;
	const keeper = systemScope({ organisationId, timeZone, actor: signatureOf(holder) });
	await unitOfWork(keeper, async (unit) => {
		const { contactId, email } = holder;
		if (!contactId || !(await isContact(unit, contactId, email))) throw new AppError('not_found');
		await revokeLinksOfContact(unit, contactId);
		const { name, language } = holder;
		const fresh = { customerId, contactId, name, email, language };
		if (!(await mailNewLink(unit, fresh, { oldEnded: true })))
			throw new AppError('too_many_attempts');
		await record(unit, 'contact.links_replaced', { kind: 'contact', id: contactId, customerId });
	});
}
