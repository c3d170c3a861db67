import { eq } from 'drizzle-orm';
import { addDays, daysBetween, workingDayFrom, type LocalDate } from '$lib/domain/calendar';
import { withDefaults, type StepDefinition } from '$lib/domain/dunning/scenario';
import { step } from '../schema/scenarios';
import { DIRECT_DEBIT, IN_DISPUTE } from './customers';
import type { DraftInvoice } from './invoices';
import { instantAt } from './moments';
import { addNotice } from './notice-rows';
import type { Sketch } from './sketch';

/** What was already said: the steps whose days have passed. The step of today is left to the engine. */
export async function addNotices(sketch: Sketch, invoices: readonly DraftInvoice[]): Promise<void> {
	const steps = await stepsOf(sketch);
	const runs = new Map<LocalDate, string>();
	const said = leaders(sketch, invoices).flatMap((about) =>
		steps.flatMap((definition): Said[] => {
			const on = doneOn(sketch, definition, about);
			return on ? [{ on, definition, about }] : [];
		})
	);
	for (const one of said.filter((one) => !isDoubled(one, said)))
		addNotice(
			sketch,
			{ ...one, open: openOf(one.about, invoices, one.on) },
			runOn(sketch, runs, one.on)
		);
}

interface Said {
	on: LocalDate;
	definition: StepDefinition;
	about: DraftInvoice;
}

/** One message per customer and day, about what is still open rather than about what was paid since. */
function isDoubled(one: Said, said: readonly Said[]): boolean {
	const sameDay = said.filter(
		({ on, about }) => on === one.on && about.customer.id === one.about.customer.id
	);
	return one !== (sameDay.find(({ about }) => about.settled < about.total) ?? sameDay[0]);
}

async function stepsOf({ unit }: Sketch): Promise<StepDefinition[]> {
	const rows = await unit.tx
		.select()
		.from(step)
		.where(eq(step.organisationId, unit.scope.organisationId))
		.orderBy(step.position);
	return rows.map(({ id, key, position, definition }) => ({
		...withDefaults(definition),
		id,
		key,
		position
	}));
}

/** The oldest open invoice of each account, and invoices paid lately after a first message. */
function leaders({ unit }: Sketch, invoices: readonly DraftInvoice[]): DraftInvoice[] {
	const byDue = [...invoices].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).filter(isChased);
	const seen = new Set<string>();
	return byDue.filter((invoice) => {
		if (invoice.settled === invoice.total)
			return daysBetween(invoice.dueOn, unit.today) < 60 && Number(invoice.number.slice(-1)) < 3;
		if (seen.has(invoice.customer.id)) return false;
		seen.add(invoice.customer.id);
		return true;
	});
}

const isChased = ({ customer, dispute }: DraftInvoice): boolean =>
	!dispute?.active &&
	customer.index !== DIRECT_DEBIT &&
	customer.index !== IN_DISPUTE &&
	customer.contacts.some(({ bounced }) => !bounced);

function doneOn(
	{ unit, calendar }: Sketch,
	{ phase, opensDays, closesDays }: StepDefinition,
	{ dueOn, issuedOn, settled, total }: DraftInvoice
): LocalDate | null {
	const sign = phase === 'before_due' ? -1 : 1;
	const on = workingDayFrom(addDays(dueOn, sign * opensDays), calendar);
	const isOver = unit.today > addDays(dueOn, sign * closesDays) && on < unit.today;
	// A paid invoice was only ever announced.
	const wasPaid = settled === total && phase === 'after_due';
	return isOver && on > issuedOn && !wasPaid ? on : null;
}

const openOf = (
	about: DraftInvoice,
	invoices: readonly DraftInvoice[],
	on: LocalDate
): DraftInvoice[] =>
	invoices.filter(
		({ id, customer, dispute, dueOn, issuedOn, settled, total }) =>
			id === about.id ||
			(customer.id === about.customer.id &&
				!isContested(dispute, on) &&
				settled < total &&
				issuedOn < on &&
				dueOn <= addDays(on, 30))
	);

/** On that day nobody knew of a case that was opened later. */
const isContested = (dispute: DraftInvoice['dispute'], on: LocalDate): boolean =>
	dispute !== undefined && !(dispute.active && dispute.openedOn > on);

function runOn(sketch: Sketch, runs: Map<LocalDate, string>, on: LocalDate): string {
	const at = (minute: number) => instantAt(on, minute, sketch.unit.scope.timeZone);
	const id =
		runs.get(on) ??
		sketch.add('run', { runOn: on, startedAt: at(485), lastAt: at(1135), startedBy: 'engine' });
	runs.set(on, id);
	return id;
}
