import { labelOf } from '$lib/i18n/labels';
import { askedItems, creditIn, saidItems } from '$lib/domain/dunning/asked';
import { letterSums } from '$lib/domain/late-charges/letter-sums';
import type { DecisionItem } from '$lib/domain/dunning/decision';
import type { Channel } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { LetterFacts } from '../pdf/letter/facts';
import { logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { letterCharges } from './letter-charges';
import { letterWording } from './letter-wording';
import type { NoticeContent } from './notice-content';

/** What a letter says: what is asked for, and beside it what is disputed and never asked for. */
export async function letterFacts(
	unit: Unit<InsideScope>,
	{ id, customerId, channel }: { id: string; customerId: string; channel: Channel },
	content: NoticeContent
): Promise<LetterFacts> {
	const { name, address, code } = await customerById(unit, customerId);
	const { sums, terms } = await letterCharges(unit, content);
	const lines = letterLines(content, sums);
	const sender = await organisationOf(unit);
	const own = letterWording(content, sender, code);
	return {
		sender,
		logo: (await logoOf(sender))?.paper,
		recipient: { name, contact: content.contactName, address, code },
		language: content.language,
		on: unit.today,
		reference: referenceOf(id),
		registered: channel === 'registered_letter',
		subject: own?.subject || labelOf(content.stepName, content.language),
		own,
		formal: content.tone === 'formal',
		lines,
		terms,
		sums: letterSums(lines, creditIn(content))
	};
}

/** Short enough to be copied by hand. */
export const referenceOf = (noticeId: string): string =>
	`R-${noticeId.replaceAll('-', '').slice(-10).toUpperCase()}`;

/** Only what somebody has still to decide is named as suspended. */
function undecidedIn({ refused = [], accepted = [] }: NoticeContent, item: DecisionItem): string[] {
	const parts = [...refused, ...accepted].filter(({ invoiceId }) => invoiceId === item.invoiceId);
	const decided = new Set(parts.flatMap(({ disputes }) => disputes));
	return item.disputes.filter((reference) => !decided.has(reference));
}

const refusedIn = ({ refused = [] }: NoticeContent, id: string): { refusedMinor?: bigint } => {
	const part = refused.find(({ invoiceId }) => invoiceId === id);
	return part ? { refusedMinor: part.refusedMinor } : {};
};

const acceptedIn = ({ accepted = [] }: NoticeContent, id: string): { acceptedMinor?: bigint } => {
	const part = accepted.find(({ invoiceId }) => invoiceId === id);
	return part ? { acceptedMinor: part.acceptedMinor } : {};
};

function letterLines(
	content: NoticeContent,
	charges: Awaited<ReturnType<typeof letterCharges>>['sums']
): LetterFacts['lines'] {
	const asked = new Set(askedItems(content.items));
	return saidItems(content.items, content.tone)
		.filter(
			(item) => asked.has(item) || item.disputedMinor > 0n || item.promisedMinor || item.heldMinor
		)
		.map((item) => ({
			...item,
			...refusedIn(content, item.invoiceId),
			...acceptedIn(content, item.invoiceId),
			disputes: undecidedIn(content, item),
			claimedMinor: asked.has(item) ? item.collectibleMinor : 0n,
			interestMinor: charges.get(item.invoiceId)?.interestMinor ?? 0n,
			feeMinor: charges.get(item.invoiceId)?.feeMinor ?? 0n
		}));
}
