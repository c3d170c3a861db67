import type { Language } from '$lib/i18n/language';
import { contactsWithEmail, isContact } from '../customers/contact-queries';
import { customerById } from '../customers/queries';
import { unitOfWork, type Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { findLink, linkKeeper, type Link } from './links';
import { freeKey } from './renewal-key';
import { renewResolverLink } from './renew-resolver-link';
import type { SystemScope } from './scope';

interface Holder {
	customerId: string;
	contactId: string | null;
	name: string;
	email: string;
	language: Language;
}

/**
 * A dead link asks for a living one. It goes to the address it was made for and to no other, whoever
 * asks; nothing is said about whether it left.
 */
export async function renewByToken(token: string): Promise<void> {
	const found = await findLink(token);
	if (!found) return;
	if (found.kind === 'resolver') {
		await renewResolverLink(found);
		return;
	}
	await unitOfWork(await linkKeeper(found), async (unit) => {
		if (await isStillContact(unit, found)) await mailNewLink(unit, holderOf(found));
	});
}

/** Somebody without a link types an address: every account that knows it as a contact writes to it. */
export async function renewByEmail(typed: string): Promise<void> {
	const email = typed.trim().toLowerCase();
	for (const known of await contactsWithEmail(email))
		await unitOfWork(await linkKeeper(known), async (unit) =>
			mailNewLink(unit, {
				customerId: known.customerId,
				contactId: known.id,
				name: known.name,
				email: known.email,
				language: known.language ?? (await customerById(unit, known.customerId)).language
			})
		);
}

const holderOf = (found: Link): Holder => ({
	customerId: found.customerId,
	contactId: found.contactId,
	name: found.holderName,
	email: found.holderEmail,
	language: found.language
});

/** Whoever left the customer's company gets nothing any more. */
const isStillContact = async (
	unit: Unit<SystemScope>,
	{ contactId, holderEmail }: Link
): Promise<boolean> => contactId !== null && isContact(unit, contactId, holderEmail);

/** `oldEnded`: those he had were revoked. @returns whether it may be mailed: so many an hour to one address. */
export async function mailNewLink(
	unit: Unit<SystemScope>,
	holder: Holder,
	{ oldEnded = false }: { oldEnded?: boolean } = {}
): Promise<boolean> {
	const onceKey = await freeKey(unit, `${holder.customerId}:${holder.email}`);
	if (!onceKey) return false;
	await putMail(unit, {
		mail: 'new-link',
		onceKey,
		to: { email: holder.email, name: holder.name, language: holder.language },
		customerId: holder.customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: { customerName: (await customerById(unit, holder.customerId)).name, oldEnded }
	});
	return true;
}
