import { localDateAt } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { Reported } from '$lib/domain/receivables/reported-payment';
import { samePayment, unbooked } from '$lib/domain/receivables/unbooked';
import type { PortalScope } from '../auth/scope';
import { restedBecause } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import type { PortalAccount } from '../invoices/portal-account';
import { bookedOn } from './booked';
import type { SaidClaim } from './claim-queries';
import { saidAbout, type Said } from './said-of';

/** A payment the customer reported, with what became of it: every page that tells of it tells this. */
export type ToldClaim = SaidClaim & Reported;

/** The same claims, each with what became of it. Said twice and found once, a payment is found. */
export async function withFates(
	unit: Unit<PortalScope>,
	claims: readonly SaidClaim[],
	{ open }: Pick<PortalAccount, 'open'>
): Promise<ToldClaim[]> {
	if (claims.length === 0) return [];
	const invoiceIds = idsIn(claims);
	const said = await saidAbout(unit, unit.scope.customerId, invoiceIds);
	const uncovered = unbooked(said, await bookedOn(unit, invoiceIds));
	const missing = new Set(uncovered.map(({ claimId }) => claimId));
	const sayings = await sayingsOf(unit, said);
	const invoices = new Map(open.map((invoice) => [invoice.id, invoice]));
	return claims.map((claim) => {
		const about = claim.invoices.flatMap(({ invoiceId }) => invoices.get(invoiceId) ?? []);
		return {
			...claim,
			...sayings(claim),
			isBooked: !missing.has(claim.id),
			isOpen: about.length > 0,
			isAsked: about.some(({ collectibleMinor }) => collectibleMinor > 0n)
		};
	});
}

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
