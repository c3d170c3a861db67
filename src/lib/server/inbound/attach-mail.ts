import { AppError } from '$lib/domain/errors';
import { leftOutOf, type LeftOut } from '$lib/domain/inbound/own-words';
import { replyText } from '$lib/domain/inbound/reply-text';
import { speaks } from '$lib/domain/inbound/speaks';
import { say } from '$lib/i18n/words';
import { openDoorOf } from '../auth/link-queries';
import { scopeOf, type Link } from '../auth/links';
import type { DeskScope } from '../auth/scope';
import { unitOfWork, withScope, type Unit } from '../db/client';
import { disputeIdOf, caseOf, type Case } from '../disputes/case-queries';
import { postMessage } from '../disputes/post-message';
import { replyDispute } from '../disputes/reply-dispute';
import { lockDispute } from '../disputes/lock-dispute';
import { endWait } from './end-wait';
import { filesOfMail } from './files-of-mail';
import { ourAddresses } from './our-addresses';
import { withCut, withLeft } from './land-reply';
import { keyOfMail } from './landed-mails';
import { fateOfMail, mailKept, type InboundFate } from './queries';
import type { SortedFiles } from './sort-files';
import { writeReading } from './write-reading';

interface Attach {
	mailId: string;
	reference: string;
}

/**
 * A mail becomes part of a case: of a verified contact as his own message, told like any other; of anybody
 * else, or of a mail nobody can make words of, as a note of the house, which no customer reads. Either way a case that
 * waited for its customer goes on: he is not reminded of what somebody has here in writing.
 * @throws mail_case_required, mail_case_unknown, not_found, conflict
 */
export async function attachMail(
	scope: DeskScope,
	{ mailId, reference }: Attach
): Promise<{ reference: string }> {
	if (!reference) throw new AppError('mail_case_required', {}, 'reference');
	const files = await filesOfMail(scope, mailId);
	return unitOfWork(scope, async (unit) => {
		const about = await caseNamed(unit, reference);
		const mail = await fateOfMail(unit, mailId);
		// Held before its row of the queue is, as whoever moves it does.
		await lockDispute(unit, about.dispute.id);
		await writeReading(unit, { mailId, deed: 'attached', disputeId: about.dispute.id });
		const door = await doorOf(unit, about, mail);
		if (door && speaks(mail)) await asReply(unit, about, { mail, files, door });
		else await asNote(unit, about, { mail, files });
		return { reference: about.dispute.reference };
	});
}

async function caseNamed(unit: Unit<DeskScope>, reference: string): Promise<Case> {
	try {
		return await caseOf(unit, await disputeIdOf(unit, reference));
	} catch (thrown) {
		if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown;
		throw new AppError('mail_case_unknown', {}, 'reference');
	}
}

const doorOf = async (
	unit: Unit<DeskScope>,
	{ customer }: Case,
	{ verified, fromEmail }: InboundFate
): Promise<Link | null> =>
	verified ? openDoorOf(unit, { customerId: customer.id, email: fromEmail }) : null;

interface Said {
	mail: InboundFate;
	files: SortedFiles;
}

async function asReply(
	unit: Unit<DeskScope>,
	{ dispute }: Case,
	{ mail, files, door }: Said & { door: Link }
): Promise<void> {
	const scope = scopeOf(door, unit.scope.timeZone);
	const { words, leavesOthers } = replyText(mail.text, await ourAddresses(unit));
	const leftOut = leftOutAsKept(mail) || (leavesOthers ? 'quoted' : '');
	if (scope.audience !== 'portal') throw new Error('a customer answers through a door of his own');
	const { receivedAt: saidAt } = await mailKept(unit, mail.mailId);
	await withScope(unit, scope, (beside) =>
		replyDispute(beside, {
			reference: dispute.reference,
			body: withLeft(withCut(words, leftOut, door.language), files.left, door.language),
			idempotencyKey: keyOfMail(mail.mailId),
			files: files.taken,
			saidAt
		})
	);
}

async function asNote(unit: Unit<DeskScope>, about: Case, { mail, files }: Said): Promise<void> {
	const { language } = unit.scope.user;
	const by = mail.fromName ? `${mail.fromName} <${mail.fromEmail}>` : mail.fromEmail;
	const head = say('inbound_note_head', { by, subject: mail.subject }, language);
	const isLegible = mail.text !== '' && !mail.isWordless;
	const words = isLegible
		? mail.text
		: `${mail.text}\n\n${say('inbound_see_original', {}, language)}`.trim();
	const { messageId } = await postMessage(unit, {
		disputeId: about.dispute.id,
		audience: 'internal',
		needsReply: false,
		body: withLeft(withCut(`${head}\n\n${words}`, lostIn(mail), language), files.left, language),
		idempotencyKey: keyOfMail(mail.mailId),
		files: files.taken
	});
	await endWait(unit, about, { messageId, mail, by, text: words });
}

const leftOutAsKept = ({ text, leftOut }: InboundFate): LeftOut => leftOut ?? leftOutOf(text);

/** A note has the lines he quotes too. */
const lostIn = (mail: InboundFate): LeftOut =>
	leftOutAsKept(mail) === 'too_long' ? 'too_long' : '';
