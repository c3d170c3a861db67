import { addDays } from '$lib/domain/calendar';
import type { CasePlan } from './cases';
import { HERO_DUE, type DraftInvoice } from './invoices';
import type { Sketch } from './sketch';

/** An invoice that could have been disputed that day, more often of a customer who disputes a lot. */
export function pickInvoices(
	sketch: Sketch,
	plan: CasePlan,
	invoices: readonly DraftInvoice[]
): DraftInvoice[] {
	if (plan.hero) return heroInvoice(sketch, plan.hero, invoices);
	const candidates = recent(sketch, plan, invoices, 75);
	const usual = candidates.length ? candidates : recent(sketch, plan, invoices, 400);
	const often = usual.filter(
		({ customer }) => customer.index % 6 === 1 || customer.index % 6 === 2
	);
	const [pool] = [sketch.random.chance(0.6) && often.length ? often : usual];
	if (!pool?.length) return [];
	const first = sketch.random.pick(pool);
	const second = usual.find(
		({ id, customer }) => id !== first.id && customer.id === first.customer.id
	);
	return plan.pair && second ? [first, second] : [first];
}

function heroInvoice(
	sketch: Sketch,
	which: 'open' | 'closed',
	invoices: readonly DraftInvoice[]
): DraftInvoice[] {
	const due = addDays(sketch.unit.today, which === 'open' ? HERO_DUE[3] : HERO_DUE[0]);
	return invoices.filter(({ customer, dueOn }) => customer.index === 0 && dueOn === due);
}

function recent(
	{ unit }: Sketch,
	{ openedAgo }: CasePlan,
	invoices: readonly DraftInvoice[],
	days: number
): DraftInvoice[] {
	const latest = addDays(unit.today, -openedAgo - 2);
	const earliest = addDays(latest, -days);
	return invoices.filter(
		({ customer, issuedOn, dispute }) =>
			customer.index > 0 &&
			customer.contacts.length > 0 &&
			!dispute &&
			issuedOn >= earliest &&
			issuedOn <= latest
	);
}
