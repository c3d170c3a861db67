import type { Told } from '$lib/domain/delivery/devices';
import type { AuditSubject } from '../../audit/record';
import type { PortalScope } from '../../auth/scope';

/** Whoever a link was made for. */
export const personOf = ({ customerId, holder }: PortalScope): Told => ({
	customerId,
	contactId: holder.contactId,
	email: holder.email
});

export const subjectOf = ({ customerId, holder }: PortalScope): AuditSubject => ({
	kind: 'link',
	id: holder.linkId,
	customerId
});
