import type { Delivery } from './queries';

/** The notice a mail brought, or was a copy of. */
export const noticeOf = ({
	noticeId,
	facts
}: {
	noticeId: string | null;
	facts: Delivery['facts'] | null;
}): string | null => noticeId ?? copyIn(facts)?.noticeId ?? null;

/** A copy goes to a colleague where it names no contact. */
export const copyIn = (facts: Delivery['facts'] | null) =>
	(facts as { copy?: { noticeId: string; contactId: string | null } } | null)?.copy;
