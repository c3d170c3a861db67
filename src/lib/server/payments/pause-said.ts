import { addDays, type LocalDate } from '$lib/domain/calendar';
import { restsAnew, type PaidParts, type SaidPaid } from '$lib/domain/receivables/paid-said';
import { say } from '$lib/i18n/words';
import type { PortalScope } from '../auth/scope';
import { pauseInvoices, type PausedInvoice } from '../customers/pause-invoices';
import { saidBefore } from '../customers/said-before';
import type { Unit } from '../db/client';
import type { InvoiceBalance } from '../invoices/queries';
import { organisationOf, reasonByCode } from '../settings/queries';
import { saidAlready } from './claim-once';
import type { NewClaim } from './claim-once';
import { bookedSince } from './booked';

export type NamedInvoice = InvoiceBalance & SaidPaid;

interface Said {
	input: NewClaim;
	/** The invoices it is about. */
	about: readonly NamedInvoice[];
	/** Minor units of each; empty = he says so of all of them, and nothing of them is asked for. */
	parts: PaidParts;
}

export interface Rests {
	/** Null: nothing rests because of it. */
	untilOn: LocalDate | null;
	resting: PausedInvoice[];
	/** Written once the claim is. */
	pause(paymentClaimId: string): Promise<void>;
}

/** What rests because it is said to be paid, and until when; nothing that rested for the same words before. */
export async function pauseSaid(unit: Unit<PortalScope>, said: Said): Promise<Rests> {
	const { language } = await organisationOf(unit);
	const { answerHoldDays } = await reasonByCode(unit, 'already_paid');
	const untilOn = addDays(unit.today, answerHoldDays);
	const resting = await restingOf(unit, said);
	const { reference, note } = said.input;
	const words = [reference, note].filter(Boolean).join(' – ');
	const reason = [say('pay_hold_reason', {}, language), words].filter(Boolean).join(' – ');
	return {
		untilOn: resting.length > 0 ? untilOn : null,
		resting,
		pause: async (paymentClaimId) => {
			if (resting.length === 0) return;
			const kind = 'payment_announced' as const;
			await pauseInvoices(unit, resting, { kind, untilOn, reason, paymentClaimId });
		}
	};
}

async function restingOf(
	unit: Unit<PortalScope>,
	{ input, about, parts }: Said
): Promise<PausedInvoice[]> {
	const before = await saidBefore(
		unit,
		about.map(({ id }) => id)
	);
	const booked = await bookedSince(
		unit,
		new Map([...before].map(([id, { since }]) => [id, since]))
	);
	const again = await saidAlready(unit, input.paidOn, parts);
	return about.flatMap(({ id, number, mostMinor }) => {
		const rests = before.get(id)?.rests ?? [];
		const part = parts.get(id);
		if (part === undefined) return rests.length > 0 ? [] : [{ id, number }];
		const amountMinor = again.has(id)
			? 0n
			: restsAnew(part, mostMinor, { rests, bookedMinor: booked.get(id) ?? 0n });
		return amountMinor > 0n ? [{ id, number, amountMinor }] : [];
	});
}
