import { expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { historyOf } from './history';

type Told = Parameters<typeof historyOf>[0];
const on = (day: number) => localDate(`2026-03-${String(day).padStart(2, '0')}`);

const told = (more: Partial<Told>): string[] =>
	historyOf(
		{
			...{ currency: 'EUR', issuedOn: on(1), dueOn: null, settlements: [], paid: [] },
			...{ promises: [], copies: [], history: [], ...more }
		},
		'/p/x'
	).map((event) => `${event.on.slice(8)} ${event.words}`.replace(/\s/g, ' '));

const caseOf = (reference: string, more: Partial<Told['history'][number]> = {}) => ({
	...{ reference, openedOn: on(5), endedOn: null, claimedMinor: 20_000n },
	...{ status: 'in_progress' as const, step: 'checking' as const, decision: null },
	goesOnIn: null,
	...more
});

const claimOf = (amountMinor: bigint, more: Partial<Told['paid'][number]> = {}) => ({
	...{ on: on(5), paidOn: on(4), amountMinor, verdict: null, decidedOn: null },
	...more
});

it('of two cases of one day, the one that was opened last stands first', () => {
	expect(told({ history: [caseOf('LIT-2'), caseOf('LIT-1')] })).toEqual([
		'05 Contestation LIT-2 : 200,00 € – Nous vérifions',
		'05 Contestation LIT-1 : 200,00 € – Nous vérifions',
		'01 Facture émise'
	]);
});

it('of two payments reported on one day too, and what was found stands above what was said', () => {
	const found = { verdict: 'found' as const, decidedOn: on(5) };
	const words = told({ paid: [claimOf(200n), claimOf(100n, found)] });
	expect(words.map((line) => line.slice(0, 44))).toEqual([
		'05 Vous avez signalé un paiement : 2,00 €, l',
		'05 Paiement retrouvé',
		'05 Vous avez signalé un paiement : 1,00 €, l',
		'01 Facture émise'
	]);
});

it('a case that was decided stands on that day too, with what was decided', () => {
	const decision = { verdict: 'valid', outcome: 'credit_full', accepted: money(20_000n, 'EUR') };
	const ended = caseOf('LIT-1', {
		...{ status: 'resolved', step: 'closed', endedOn: on(9), decision: decision as never }
	});
	expect(told({ history: [ended] })).toEqual([
		'09 Contestation LIT-1 : 200,00 € – Acceptée : 200,00 €',
		'05 Contestation LIT-1 : 200,00 € – Reçue',
		'01 Facture émise'
	]);
});

it('one that ended on the day it was opened is said once', () => {
	const ended = caseOf('LIT-1', { status: 'withdrawn', step: 'closed', endedOn: on(5) });
	expect(told({ history: [ended] })).toEqual([
		'05 Contestation LIT-1 : 200,00 € – Retirée à votre demande',
		'01 Facture émise'
	]);
});
