import { money } from '$lib/domain/money';
import type { Language } from '$lib/i18n/language';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { evidenceOf } from '../evidence';
import { askedInWords } from './asked-in-words';
import type { Case } from './case-queries';
import { offerInShort } from './offer-in-short';
import { caseByReference } from './portal-queries';
import { afterOfferRead } from './offer-over';
import { linesOfOffer, offerWords } from './proposal-text';
import { partsOf, proposalsOf, type Proposal } from './proposals';
import { stillDueOf } from './still-due';

/** The last offer of a case as its customer reads it, and what was answered; null when nobody offered. */
export async function proposalPage(unit: Unit<PortalScope>, reference: string, language: Language) {
	const about = await caseByReference(unit, reference);
	const offers = await proposalsOf(unit, about);
	const [found] = offers;
	if (!found) return null;
	const { row, answer, state } = found;
	const words = await offerWords(unit, about, row, language);
	return {
		...(await stillDueOf(unit, about)),
		id: row.id,
		state,
		validUntil: row.validUntil,
		/** What we asked since: he may answer that first. */
		question: (await askedInWords(unit, about.dispute.id, offers)).question,
		over: (await afterOfferRead(unit, about, offers)).said,
		...evidenceOf(linesOfOffer(words)),
		words,
		promiseId: row.promiseId,
		/** Agreed, and it could not be carried out. */
		isUndone: answer?.verdict === 'accepted' && row.withdrawnAt !== null,
		answer: answer && {
			verdict: answer.verdict,
			signedName: answer.signedName,
			note: answer.note,
			shownText: answer.shownText,
			at: answer.at
		}
	};
}

/** The same in a line, for the page of the case. */
export async function proposalShown(
	unit: Unit<PortalScope>,
	about: Case,
	[found]: readonly Proposal[]
) {
	if (!found) return null;
	const { row, answer, state } = found;
	const { validUntil, promiseId } = row;
	return {
		...{ state, validUntil, promiseId, signedName: answer?.signedName ?? null },
		offer: await offerInShort(unit, about, row)
	};
}

/** Every offer with its evidence, for staff. */
export const proposalsForStaff = (offers: readonly Proposal[]) => offers.map(staffView);

const staffView = ({ row, answer, state }: Proposal) => ({
	id: row.id,
	kind: row.kind,
	amount: row.amountMinor === null ? null : money(row.amountMinor, row.currency),
	covers: row.covers,
	parts: partsOf(row).map(({ dueOn, amountMinor }) => ({
		dueOn,
		amount: money(amountMinor, row.currency)
	})),
	text: row.text,
	validUntil: row.validUntil,
	proposedByName: row.proposedByName,
	proposedAt: row.proposedAt,
	state,
	/** Everybody knows that it is over: there is nothing to take back. */
	isTold: row.lapsedAt !== null,
	answer: answer && {
		verdict: answer.verdict,
		signedName: answer.signedName,
		note: answer.note,
		shownText: answer.shownText,
		shownSha256: answer.shownSha256,
		holderName: answer.holderName,
		holderEmail: answer.holderEmail,
		address: answer.address,
		at: answer.at
	}
});
