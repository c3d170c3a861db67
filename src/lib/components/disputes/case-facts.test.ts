import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import CaseFacts from './CaseFacts.svelte';

const facts = (team: string | null | undefined, isActive = true, blockedDays = 0) =>
	render(CaseFacts, {
		props: {
			dispute: {
				...{ claimed: money(50_000n, 'EUR'), source: 'portal', requestedOutcome: 'NOA' },
				...{ raisedByName: 'Ana', raisedByEmail: '', answerDueOn: localDate('2026-03-09') },
				reason: { team: 'sales', holdsWholeInvoice: false },
				assignment:
					team === undefined
						? null
						: {
								...{ resolverName: 'Lucie', resolverEmail: 'lucie@example.com', team },
								...{
									dueOn: localDate('2026-03-05'),
									routedBy: '',
									isAnswered: false,
									hasLeft: false,
									hasGrown: false
								}
							},
				...{ followUps: [], away: null, takenUpBy: null, detail: null, items: [] },
				...{ toDecide: money(30_000n, 'EUR'), blockedDays, isSuspended: false },
				...{ resolution: null, isActive, clock: null }
			}
		}
	}).body;

test('one team is named: that of whoever has the case', () => {
	expect(facts('logistics')).toContain('Lucie – logistics');
	expect(facts('logistics')).not.toContain('sales');
	expect(facts(null)).not.toMatch(/sales|Lucie –/);
});

test('while nobody has it, who usually answers is told as just that', () => {
	expect(facts(undefined)).toMatch(/Personne<!--.*?--><span[^>]*>D’habitude\s: sales/);
	expect(facts(undefined, false)).not.toContain('sales');
});

test('while it is open, what waiting has cost is said: amount by days', () => {
	expect(facts('sales', true, 6)).toMatch(/300,00\s€ × 6 jours/);
	expect(facts('sales', true, 1)).toMatch(/300,00\s€ × 1 jour\b(?!s)/);
	expect(facts('sales', true, 0)).not.toContain('×');
	expect(facts('sales', false, 6)).not.toContain('×');
});
