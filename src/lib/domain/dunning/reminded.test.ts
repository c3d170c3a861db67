import { expect, test } from 'vitest';
import { addDays, type LocalDate } from '../calendar';
import type { DunningFacts, Hold } from './decision';
import { facts, lateBy, TODAY } from './facts.testing';
import { remindedOn } from './reminded';

const idsOn = (on: LocalDate, known: Partial<DunningFacts> = {}) =>
	remindedOn(on, facts(known)).map(({ invoiceId }) => invoiceId);
const ids = (known: Partial<DunningFacts> = {}) => idsOn(TODAY, known);
const held = (more: Partial<Hold>): Hold[] => [{ kind: 'manual', reason: 'Vu', ...more }];
const atLaw = { customerId: 'customer-1', directDebit: false, legalStage: true };
const debited = { ...atLaw, legalStage: false, directDebit: true };

test('what is late and nothing stops is reminded of, with what may be asked for', () => {
	expect(ids()).toEqual(['invoice-1']);
	const [item] = remindedOn(TODAY, facts({ openItems: [lateBy(12, { disputedMinor: 20_000n })] }));
	expect(item!.collectibleMinor).toBe(80_000n);
});

test.each([
	['the whole account is paused', { holds: held({}) }],
	['the invoice is paused', { holds: held({ invoiceId: 'invoice-1' }) }],
	['no reminders are wanted', { holds: held({ kind: 'opted_out' }) }],
	['the only contact wants none', { holds: held({ kind: 'opted_out', contactId: 'contact-1' }) }],
	['lawyers write', { customer: atLaw }],
	['the money is collected', { customer: debited }],
	['nobody can be written to', { contacts: [] }],
	['no scenario is published', { scenario: null }],
	['an answer was not read yet', { replyUnread: TODAY }]
] satisfies [string, Partial<DunningFacts>][])('nothing is, while %s', (_, known) => {
	expect(ids(known)).toEqual([]);
});

test('the other invoices are, while one is paused', () => {
	const openItems = [lateBy(12), lateBy(3, { invoiceId: 'invoice-2', number: 'F-002' })];
	expect(ids({ openItems, holds: held({ invoiceId: 'invoice-1' }) })).toEqual(['invoice-2']);
});

test('of a day to come, what is over by then stops nothing', () => {
	const holds = held({ until: addDays(TODAY, 3) });
	expect(idsOn(addDays(TODAY, 3), { holds })).toEqual([]);
	expect(idsOn(addDays(TODAY, 4), { holds })).toEqual(['invoice-1']);
});
