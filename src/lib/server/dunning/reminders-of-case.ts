import { addDays } from '$lib/domain/calendar';
import { remindedOn } from '$lib/domain/dunning/reminded';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { money, type Money } from '$lib/domain/money';
import { fromInside } from '../auth/from-inside';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseByReference } from '../disputes/portal-queries';
import { quietAfterEnd } from '../disputes/quiet-after-end';
import { factsFor } from './facts';

/**
 * Of what a closed case was about, what its customer is reminded of by the rule of the run: now, or once the quiet
 * days after its end are over. Null where nobody reminds of any of it: nothing is said about reminders then.
 */
export async function remindersOfCase(
	unit: Unit<PortalScope>,
	reference: string
): Promise<Money | null> {
	const about = await caseByReference(unit, reference);
	if (!isClosed(about.dispute.status)) return null;
	const quietUntil = await quietAfterEnd(unit, about);
	// Hours say when a message leaves, not whether.
	const wanted = { customerIds: [about.dispute.customerId], minuteOfDay: null };
	const [customer] = await fromInside(unit, (inside) => factsFor(inside, wanted));
	if (!customer) return null;
	const on = quietUntil ? addDays(quietUntil, 1) : unit.today;
	const ofCase = new Set(about.items.map(({ invoiceId }) => invoiceId));
	const minor = remindedOn(on, customer.facts)
		.filter(({ invoiceId }) => ofCase.has(invoiceId))
		.reduce((sum, { collectibleMinor }) => sum + collectibleMinor, 0n);
	return minor > 0n ? money(minor, about.claimed.currency) : null;
}
