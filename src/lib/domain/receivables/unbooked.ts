import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '../money';

export interface SaidItem {
	claimId: string;
	invoiceId: string;
	/** Null: nobody said how much of the invoice; what is booked first is it. */
	amountMinor: bigint | null;
	/** The day it names. */
	paidOn: LocalDate;
	/** When it was said. */
	at: Date;
	/** Found, somebody saw it at the bank: what is booked next is it. Null until somebody looked. */
	verdict: 'found' | 'not_found' | null;
}

export interface BookedPayment {
	invoiceId: string;
	/** Negative: taken back. */
	amountMinor: bigint;
	/** When it became known, whatever day the money arrived. */
	at: Date;
	/** From the books: only these take back, and what they booked themselves first. */
	isImported?: boolean;
}

/** A payment that was said, and what became known of it since. */
export interface Followed<Item> {
	/** However often it is said, the first one first. */
	items: Item[];
	bookedMinor: bigint;
	/** Not booked. Null: all of it, and nobody said how much that is. */
	missingMinor: bigint | null;
	/** More of it was booked once. */
	isTakenBack: boolean;
}

/** Of what was said to be paid, what no payment that became known since covers. */
export const unbooked = <Item extends SaidItem>(
	said: readonly Item[],
	booked: readonly BookedPayment[]
): Item[] =>
	followed(said, booked)
		.filter(({ missingMinor }) => missingMinor !== 0n)
		.flatMap(({ items }) => items);

/**
 * What was said to be paid, with what became known since. What was found is covered first, as it is booked
 * first, then what was said first, and last what somebody did not find: he looked for it in vain. The same
 * sum of the same invoice and day, said again, is no second payment.
 * @param booked the oldest first
 */
export function followed<Item extends SaidItem>(
	said: readonly Item[],
	booked: readonly BookedPayment[]
): Followed<Item>[] {
	const bookedOn = groupBy(booked, ({ invoiceId }) => invoiceId);
	return [...groupBy(paymentsIn(said), ({ invoiceId }) => invoiceId)].flatMap(
		([invoiceId, payments]) => followedOn(payments, bookedOn.get(invoiceId) ?? [])
	);
}

/** On one invoice. */
function followedOn<Item extends SaidItem>(
	payments: readonly SaidPayment<Item>[],
	booked: readonly BookedPayment[]
): Followed<Item>[] {
	const before = booked.flatMap(({ amountMinor }, place) =>
		amountMinor < 0n ? [bookedOf(payments, booked.slice(0, place))] : []
	);
	const now = bookedOf(payments, booked);
	return payments.map(({ items, amountMinor }, place) => {
		const bookedMinor = now[place]!;
		const unknown = bookedMinor > 0n ? 0n : null;
		return {
			...{ items, bookedMinor },
			missingMinor: amountMinor === null ? unknown : amountMinor - bookedMinor,
			isTakenBack: before.some((then) => then[place]! > bookedMinor)
		};
	});
}

/** How much of each is booked. */
function bookedOf(
	payments: readonly SaidPayment<SaidItem>[],
	booked: readonly BookedPayment[]
): bigint[] {
	const left = standing(booked);
	return payments.map((payment) => takenBy(payment, left));
}

/** As old as it was said first, and in the turn of its best answer. */
interface SaidPayment<Item extends SaidItem> extends Omit<SaidItem, 'claimId' | 'verdict'> {
	turn: number;
	items: Item[];
}

function paymentsIn<Item extends SaidItem>(said: readonly Item[]): SaidPayment<Item>[] {
	const firstSaid = [...said].sort((a, b) => a.at.getTime() - b.at.getTime());
	return [...groupBy(firstSaid, samePayment).values()]
		.map((items) => ({ ...items[0]!, items, turn: Math.min(...items.map(turnOf)) }))
		.sort((a, b) => a.turn - b.turn || a.at.getTime() - b.at.getTime());
}

/** Equal for two that say the same payment. */
export const samePayment = ({
	invoiceId,
	amountMinor,
	paidOn
}: Pick<SaidItem, 'invoiceId' | 'amountMinor' | 'paidOn'>): string =>
	`${invoiceId} ${paidOn} ${amountMinor}`;

const TURNS = ['found', null, 'not_found'] as const;
const turnOf = ({ verdict }: SaidItem): number => TURNS.indexOf(verdict);

/** Without what was taken back: of the last payments before it on the same invoice, those of the books first. Oldest first, as given. */
export function standing<Payment extends BookedPayment>(booked: readonly Payment[]): Payment[] {
	const left: Payment[] = [];
	for (const payment of booked)
		if (payment.amountMinor > 0n) left.push({ ...payment });
		else takeBack(payment, left);
	return left.filter(({ amountMinor }) => amountMinor > 0n);
}

function takeBack({ invoiceId, amountMinor }: BookedPayment, left: BookedPayment[]): void {
	let back = -amountMinor;
	const own = left.filter((earlier) => earlier.invoiceId === invoiceId).reverse();
	const [imported, others] = [own.filter(isImported), own.filter((one) => !isImported(one))];
	for (const earlier of [...imported, ...others]) {
		const taken = minorMin(back, earlier.amountMinor);
		earlier.amountMinor -= taken;
		back -= taken;
	}
}

const isImported = (payment: BookedPayment): boolean => payment.isImported ?? false;

/** Uses up what covers it of what was booked. */
function takenBy(
	{ amountMinor, at }: Pick<SaidItem, 'amountMinor' | 'at'>,
	booked: readonly BookedPayment[]
): bigint {
	const own = booked.filter((payment) => payment.at > at && payment.amountMinor > 0n);
	const all = amountMinor ?? own[0]?.amountMinor ?? 0n;
	let missing = all;
	for (const payment of own) {
		const used = minorMin(missing, payment.amountMinor);
		payment.amountMinor -= used;
		missing -= used;
	}
	return all - missing;
}
