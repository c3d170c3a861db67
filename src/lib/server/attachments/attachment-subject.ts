import type { AuditSubject } from '../audit/record';
import type { Attachment } from './queries';

/** Whose trail says what became of a file. */
export const subjectOf = ({ disputeId, customerId }: Attachment): AuditSubject =>
	disputeId
		? { kind: 'dispute', id: disputeId, customerId }
		: { kind: 'customer', id: customerId, customerId };
