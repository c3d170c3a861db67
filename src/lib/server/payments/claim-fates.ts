import { localDateAt } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '$lib/domain/money';
import type { Reported } from '$lib/domain/receivables/reported-payment';
import { followed, samePayment, type Followed } from '$lib/domain/receivables/unbooked';
import type { PortalScope } from '../auth/scope';
import { restedBecause } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import type { PortalAccount } from '../invoices/portal-account';
import type { ShownInvoice } from '../invoices/portal-states';
import { bookingsOn } from './booked';
import type { SaidClaim } from './claim-queries';
import { saidAbout, type Said } from './said-of';

/** A payment the customer reported, with what became of it: every page that tells of it tells this. */
export type ToldClaim = SaidClaim &
	Reported & {
		/** Of what is not booked of it, what is asked for. */
		leftMinor: bigint;
		/** Ids of the invoices on which some of it is not booked. */
		missing: string[];
	};

/** The same claims, each with what became of it. Said twice and found once, a payment is found. */
export async function withFates(
	unit: Unit<PortalScope>,
	claims: readonly SaidClaim[],
	{ open }: Pick<PortalAccount, 'open'>
): Promise<ToldClaim[]> {
	if (claims.length === 0) return [];
	const invoiceIds = idsIn(claims);
	const said = await saidAbout(unit, unit.scope.customerId, invoiceIds);
	const fates = fatesBy(followed(said, await bookingsOn(unit, invoiceIds)));
	const sayings = await sayingsOf(unit, said);
	const invoices = new Map(open.map((invoice) => [invoice.id, invoice]));
	return claims.map((claim) => {
		const own = fates.get(claim.id) ?? [];
		const missing = own.filter(({ missingMinor }) => missingMinor !== 0n);
		const leftMinor = sumOf(missing.map((fate) => leftOf(fate, invoices.get(fate.invoiceId))));
		return {
			...claim,
			...sayings(claim),
			isBooked: missing.length === 0,
			bookedMinor: sumOf(own.map(({ bookedMinor }) => bookedMinor)),
			isTakenBack: own.some(({ isTakenBack }) => isTakenBack),
			isOpen: claim.invoices.some(({ invoiceId }) => invoices.has(invoiceId)),
			...{ leftMinor, isAsked: leftMinor > 0n },
			missing: missing.map(({ invoiceId }) => invoiceId)
		};
	});
}

type Fate = Omit<Followed<Said>, 'items'> & { invoiceId: string };

/** What became of each invoice of a claim, by claim. */
function fatesBy(payments: readonly Followed<Said>[]): Map<string, Fate[]> {
	const all = payments.flatMap(({ items, ...fate }) =>
		items.map(({ claimId, invoiceId }) => ({ ...fate, claimId, invoiceId }))
	);
	return groupBy(all, ({ claimId }) => claimId);
}

function leftOf({ missingMinor }: Fate, invoice: ShownInvoice | undefined): bigint {
	const askedMinor = invoice?.collectibleMinor ?? 0n;
	return missingMinor === null ? askedMinor : minorMin(missingMinor, askedMinor);
}

const sumOf = (minors: readonly bigint[]): bigint => minors.reduce((sum, minor) => sum + minor, 0n);

const idsIn = (claims: readonly SaidClaim[]): string[] => [
	...new Set(claims.flatMap(({ invoices }) => invoices.map(({ invoiceId }) => invoiceId)))
];

/** What was found of a claim and what rests because of it, whichever of those that say the same payment it was. */
async function sayingsOf(unit: Unit<PortalScope>, said: readonly Said[]) {
	const rested = await restedBecause(unit, [...new Set(said.map(({ claimId }) => claimId))]);
	const hasRested = new Set(rested.map(({ claimId }) => claimId));
	const resting = new Set(rested.filter(({ rests }) => rests).map(partOf));
	const same = groupBy(said, samePayment);
	return (claim: SaidClaim) => {
		const payments = said
			.filter(({ claimId }) => claimId === claim.id)
			.map((item) => same.get(samePayment(item))!);
		const found = claim.verdict === 'found' ? undefined : foundIn(payments);
		const isLookedFor = found !== undefined || claim.verdict !== 'not_found';
		return {
			...(found && answerOf(found, unit.scope.timeZone)),
			rests: isLookedFor && payments.flat().some((item) => resting.has(partOf(item))),
			hasRested: hasRested.has(claim.id)
		};
	};
}

const partOf = ({ claimId, invoiceId }: Pick<Said, 'claimId' | 'invoiceId'>): string =>
	`${claimId} ${invoiceId}`;

/** One that says all of it again, and was found. */
const foundIn = ([first = [], ...others]: readonly Said[][]): Said | undefined =>
	first.find(
		({ verdict, claimId }) =>
			verdict === 'found' && others.every((items) => items.some((item) => item.claimId === claimId))
	);

const answerOf = ({ verdict, decidedAt, decisionNote }: Said, timeZone: string) => ({
	...{ verdict, note: decisionNote, decidedOn: decidedAt && localDateAt(decidedAt, timeZone) }
});
