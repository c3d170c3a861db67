import { totals } from '$lib/domain/money';
import type { Channel } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { paidLately } from '../payments/paid-lately';
import { waitingReports } from '../payments/waiting-reports';
import { undecidedPromises } from '../promises/undecided';
import { returnsOf } from '../delivery/returns';
import { organisationOf } from '../settings/queries';
import { fromJson } from './decision-json';
import { openDisagreements } from './disagreements';
import { putOnNotice } from './formal-notices';
import { claimedWith } from '../late-charges/queries';
import { letterCharges } from './letter-charges';
import { letterWording } from './letter-wording';
import { lookAgain, ofNotice } from './look-again';
import { noticeContent, type NoticeContent } from './notice-content';
import { editInForce } from './notice-edits';
import { noticeOf, originOf } from './notice-queries';
import { noticeToday } from './notice-today';
import { letterOf } from './read-letter';
import { mayBeReworded } from './reword-notice';
import { wordsOnPaper, speechOf } from './words-of';

/** A notice as a person reads it, and the late charges of a letter: those it would claim now, or did. */
export async function readNotice(unit: Unit<InsideScope>, noticeId: string) {
	const found = await asItStands(unit, noticeId);
	const { content, status, channel } = found;
	if (!content || !isLetter({ channel })) return { ...found, lateCharges: null };
	const isDraft = status === 'to_confirm';
	const { sums, hasRates, terms } = await letterCharges(unit, content);
	const charges = isDraft ? sumOf(content, sums) : await claimedWith(unit, noticeId);
	return { ...found, lateCharges: { charges, isDraft, hasRates, terms } };
}

function sumOf({ items }: NoticeContent, sums: Awaited<ReturnType<typeof letterCharges>>['sums']) {
	const amounts = items.map(({ invoiceId, currency }) => {
		const { interestMinor = 0n, feeMinor = 0n } = sums.get(invoiceId) ?? {};
		return { minor: interestMinor + feeMinor, currency };
	});
	return totals(amounts).filter(({ minor }) => minor > 0n);
}

/** What was said, or what is true now while it still waits for somebody. */
async function asItStands(unit: Unit<InsideScope>, noticeId: string) {
	const found = await noticeOf(unit, noticeId);
	const sender = await senderOf(unit);
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	const returns = await returnsOf(unit, [noticeId]);
	const now = found.status === 'to_confirm' ? await saidNow(unit, row!) : null;
	const { leaderInvoiceId } = now ?? found;
	const disagreed = (await openDisagreements(unit, [found.customerId]))(found.customerId);
	const before = await putOnNotice(unit, found.legal ? [found.customerId] : []);
	const content = now?.content ?? found.content;
	const shown = {
		...found,
		/** It left and came back. */
		returned: returns.get(noticeId) ?? null,
		/** Of a hand-over: what became of the formal notice of the invoice that leads there now. */
		...before({ ...found, leaderInvoiceId }, content?.items),
		paidLately: found.legal ? await paidLately(unit, found.customerId) : [],
		undecided: (await undecidedPromises(unit, [found.customerId]))(found.customerId),
		reported: (await waitingReports(unit, [found.customerId]))(found.customerId),
		/** Calls in which he disagreed, and of which no dispute was made; of this one itself, apart. */
		disagreed: disagreed.filter((call) => call.noticeId !== noticeId),
		disagreement: disagreed.find((call) => call.noticeId === noticeId) ?? null,
		sender,
		written: await writtenFor(unit, noticeId),
		origin: await originOf(unit, row!.stepId),
		mayBeReworded: mayBeReworded(row!),
		edited: await editInForce(unit, row!)
	};
	return {
		...shown,
		changed: now?.changed ?? [],
		held: now?.held ?? null,
		content,
		/** Of the organisation, for a letter; null: those that come with the product. */
		wording: content && isLetter(found) ? letterWording(content, sender, found.customerCode) : null
	};
}

/** What it would say if it were confirmed at this moment, about which leader, or why it would not be. */
async function saidNow(unit: Unit<InsideScope>, row: typeof notice.$inferSelect) {
	const { planned, ...now } = noticeToday(row, (await lookAgain(unit, row, null))?.planned);
	if (!planned) return { ...now, content: null };
	const { language, tone } = speechOf(planned);
	const words = isLetter(row) ? await wordsOnPaper(unit, row, { language, tone }) : undefined;
	const said = noticeContent(planned.customer, planned.decision, unit.today, words);
	return { ...now, content: fromJson<NoticeContent>(said) };
}

const isLetter = ({ channel }: { channel: Channel }): boolean =>
	channel === 'letter' || channel === 'registered_letter';

async function writtenFor(unit: Unit<InsideScope>, noticeId: string) {
	const letter = await letterOf(unit, noticeId);
	if (!letter) return null;
	const { id, sha256, pages, postedOn, postedBy, trackingNumber } = letter;
	return { letterId: id, sha256, pages, postedOn, postedBy, trackingNumber };
}

/** The letterhead. */
async function senderOf(unit: Unit<InsideScope>) {
	const { name, legalName, address, registration, phone, email, iban, bic, accent } =
		await organisationOf(unit);
	return { name, legalName, address, registration, phone, email, iban, bic, accent };
}
