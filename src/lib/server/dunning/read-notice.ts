import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { organisationOf } from '../settings/queries';
import { fromJson } from './decision-json';
import { letterCharges } from './letter-charges';
import { lookAgain, ofNotice } from './look-again';
import { noticeContent, type NoticeContent } from './notice-content';
import { noticeOf } from './notice-queries';
import { letterOf } from './read-letter';

/** A notice as a person reads it, and what the late charges of a letter still to be written would rest on. */
export async function readNotice(unit: Unit<InsideScope>, noticeId: string) {
	const found = await asItStands(unit, noticeId);
	const { content, status, channel } = found;
	const isDraft = content && status === 'to_confirm' && POSTED.includes(channel);
	return { ...found, lateCharges: isDraft ? await letterCharges(unit, content) : null };
}

const POSTED: readonly string[] = ['letter', 'registered_letter'];

/** What was said, or what is true now while it still waits for somebody. */
async function asItStands(unit: Unit<InsideScope>, noticeId: string) {
	const found = await noticeOf(unit, noticeId);
	const sender = await senderOf(unit);
	const letter = await letterOf(unit, noticeId);
	const written = letter && { sha256: letter.sha256, pages: letter.pages };
	if (found.status !== 'to_confirm') return { ...found, sender, written, changed: [] as string[] };
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	const look = await lookAgain(unit, row!, null);
	if (look?.verdict.kind === 'wrong')
		return { ...found, sender, written, changed: look.verdict.reasons };
	if (look?.verdict.kind !== 'right') return { ...found, sender, written, changed: [] };
	const { customer, decision } = look.planned;
	return {
		...found,
		sender,
		written,
		changed: [],
		content: fromJson<NoticeContent>(noticeContent(customer, decision, unit.today))
	};
}

/** The letterhead. */
async function senderOf(unit: Unit<InsideScope>) {
	const { name, legalName, address, registration, phone, email, iban, bic } =
		await organisationOf(unit);
	return { name, legalName, address, registration, phone, email, iban, bic };
}
