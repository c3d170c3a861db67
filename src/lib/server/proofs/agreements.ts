import { say } from '$lib/i18n/words';
import type { Asked } from './asked';
import { jsonFile, type Entry, type PathOf } from './entry';
import { isoInstant } from './iso-instant';

/** What was agreed, the earliest first: the text that was read when it was accepted, sign for sign, and who accepted it. */
export const agreementEntries = (asked: Asked, pathOf: PathOf): Entry[] =>
	[...asked.facts.record.offers]
		.reverse()
		.flatMap((offer, place) => (offer.answer?.verdict === 'accepted' ? [{ offer, place }] : []))
		.flatMap(({ offer, place }) => {
			const kind = say(`desk_proof_name_${offer.row.kind}`, {}, asked.language);
			const name = `${isoInstant(offer.answer!.at, asked.scope.timeZone).slice(0, 10)} ${kind} ${place + 1}`;
			return [
				{
					path: pathOf('agreements', `${name}.txt`),
					kind: 'agreement' as const,
					content: offer.answer!.shownText
				},
				{
					path: pathOf('agreements', `${name}.json`),
					kind: 'agreement' as const,
					content: jsonFile(sheetOf(asked, offer))
				}
			];
		});

type Offer = Asked['facts']['record']['offers'][number];

function sheetOf({ scope }: Asked, { row, answer }: Offer) {
	const at = (instant: Date | null) => instant && isoInstant(instant, scope.timeZone);
	return {
		kind: row.kind,
		currency: row.currency,
		amountMinor: row.amountMinor,
		parts: row.shares,
		validUntil: row.validUntil,
		proposedAt: at(row.proposedAt),
		proposedBy: row.proposedByName,
		acceptedAt: at(answer!.at),
		signedName: answer!.signedName,
		holder: { name: answer!.holderName, email: answer!.holderEmail },
		networkAddress: answer!.address,
		note: answer!.note,
		shownSha256: answer!.shownSha256,
		carriedOutAt: at(row.carriedOutAt),
		withdrawnAt: at(row.withdrawnAt)
	};
}
