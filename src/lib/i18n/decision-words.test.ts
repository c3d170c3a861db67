import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { DECISION_REASONS, type Decision } from '$lib/domain/dunning/decision';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { channelLabel, decisionSentence, reasonLabel, reasonList } from './decision-words';

const step = { ...DEFAULT_SCENARIO[2]!, id: 'step' };
const about = { invoiceId: 'invoice', invoiceNumber: 'F-1' };
const decision = (fields: Partial<Decision>): Decision => ({
	customerId: 'customer',
	outcome: 'nothing',
	items: [],
	collectible: [{ minor: 80_000n, currency: 'EUR' }],
	overdue: [],
	disputed: [],
	reasons: [],
	...fields
});
const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

test('reasons in a row stand inside a sentence: none begins one', () => {
	expect(reasonList(['disputed', 'payment_announced'], 'fr')).toBe('en litige, dit avoir payé');
	for (const language of ['fr', 'en', 'es'] as const)
		for (const code of DECISION_REASONS) expect(reasonList([code], language)).toMatch(/^\p{Ll}/u);
	expect(reasonLabel('payment_announced', 'fr')).toBe('Dit avoir payé');
});

describe('a decision in one sentence', () => {
	const partly = (said: Partial<Decision['reasons'][number]>) =>
		plain(
			decisionSentence(
				decision({
					disputed: [{ minor: 20_000n, currency: 'EUR' }],
					reasons: [
						{
							...about,
							code: 'partly_disputed',
							amount: { minor: 20_000n, currency: 'EUR' },
							reference: 'LIT-2026-000123'
						},
						{
							...about,
							code: 'already_sent',
							reference: 'courtesy',
							since: localDate('2026-03-05'),
							...said
						}
					]
				}),
				'fr'
			)
		);

	test('says what is disputed and when the rest was chased', () => {
		expect(partly({ amount: { minor: 80_000n, currency: 'EUR' } })).toBe(
			'Pas relancé : 200,00 € de la facture F-1 en litige LIT-2026-000123 ; les 800,00 € restants ont été relancés le 5 mars 2026.'
		);
	});

	test('says who skipped a step, on which day and why: it is not under way', () => {
		const skipped = {
			by: 'Claire Morel',
			reason: 'Accord commercial en cours',
			on: localDate('2026-11-26')
		};
		const said = (more: Partial<typeof skipped>) =>
			plain(
				decisionSentence(
					decision({
						reasons: [
							{
								...about,
								code: 'already_sent',
								reference: 'formal_notice',
								skipped: { ...skipped, ...more }
							}
						]
					}),
					'fr'
				)
			);
		expect(said({})).toBe(
			'Pas relancé : étape « Mise en demeure » passée pour la facture F-1 par Claire Morel le 26 nov. 2026 : Accord commercial en cours.'
		);
		expect(said({ reason: '' })).toMatch(/par Claire Morel le 26 nov. 2026\.$/);
		expect(said({ by: '', reason: '' })).toMatch(/passée pour la facture F-1 le 26 nov. 2026\.$/);
	});

	test('never says that more was chased than was asked for', () => {
		expect(partly({ amount: { minor: 50_000n, currency: 'EUR' } })).toBe(
			'Pas relancé : 200,00 € de la facture F-1 en litige LIT-2026-000123 ; 500,00 € ont été relancés le 5 mars 2026.'
		);
		expect(partly({})).toBe(
			'Pas relancé : 200,00 € de la facture F-1 en litige LIT-2026-000123 ; étape « Rappel courtois » déjà engagée pour la facture F-1 le 5 mars 2026.'
		);
	});

	test('says what is foreseen as to come, and what is past as past', () => {
		const since = localDate('2026-03-05');
		const foreseen = { since, foreseen: true } as const;
		const legal = decision({ reasons: [{ code: 'legal_stage', ...foreseen }] });
		expect(plain(decisionSentence(legal, 'fr', { seen: 'ahead' }))).toBe(
			'Pas de relance : transmission au contentieux prévue le 5 mars 2026 : ensuite, plus aucun message ne part d’ici.'
		);
		const step = decision({
			reasons: [{ ...about, code: 'already_sent', reference: 'courtesy', ...foreseen }]
		});
		expect(decisionSentence(step, 'en', { seen: 'ahead' })).toContain('planned');
		expect(decisionSentence(step, 'en', { seen: 'ahead' })).toContain('for 5 Mar 2026');
		const sent = decision({ outcome: 'send', step: { ...DEFAULT_SCENARIO[0]!, id: 'step-1' } });
		expect(decisionSentence(sent, 'en', { seen: 'past' })).toContain('was to be sent');
	});

	test('asks for the mobile number a text message needs', () => {
		const lacking = decision({ reasons: [{ code: 'no_contact', lacks: 'phone' }] });
		expect(plain(decisionSentence(lacking, 'fr'))).toBe(
			'Pas relancé : aucun contact n’a de numéro de mobile pour un SMS.'
		);
		expect(decisionSentence(lacking, 'en')).toBe(
			'Not reminded: no contact has a mobile number for a text message.'
		);
	});

	test('names the number whose text messages come back', () => {
		const reason = { code: 'contact_bounced', lacks: 'phone', reference: '+33612345678' } as const;
		expect(plain(decisionSentence(decision({ reasons: [reason] }), 'fr'))).toBe(
			'Pas relancé : les SMS au numéro du contact reviennent (+33612345678).'
		);
	});

	test('names the step, the amount, the day it left and what was left out', () => {
		const sent = decision({
			outcome: 'send',
			step,
			reasons: [
				{ ...about, code: 'held_invoice', reference: 'accord', until: localDate('2026-03-09') },
				{ code: 'too_late_for_step', reference: 'courtesy' }
			]
		});
		expect(
			decisionSentence(sent, 'en', { notice: { status: 'sent', on: localDate('2026-03-05') } })
		).toBe(
			'“Reminder”: message sent on 5 Mar 2026 for €800.00; left out: invoice F-1 on hold until 9 Mar 2026 (accord).'
		);
	});

	test('gives the first day of the next step, not the last day of the wait', () => {
		const waiting = decision({
			reasons: [
				{
					...about,
					code: 'not_due_for_step',
					reference: 'reminder',
					until: localDate('2026-03-11')
				}
			]
		});
		expect(decisionSentence(waiting, 'en')).toBe(
			'Not reminded: next step “Reminder” from 12 Mar 2026.'
		);
	});

	test('names the credit that was deducted from the total', () => {
		const item = {
			invoiceId: 'invoice',
			number: 'F-1',
			dueOn: localDate('2026-02-01'),
			currency: 'EUR',
			totalMinor: 171_192n,
			openMinor: 171_192n,
			disputedMinor: 0n,
			collectibleMinor: 171_192n,
			state: 'overdue' as const,
			daysLate: 30,
			disputes: []
		};
		const less = [{ minor: 116_061n, currency: 'EUR' }];
		const credit = [{ minor: 55_131n, currency: 'EUR' }];
		const sent = decision({ outcome: 'send', step, items: [item], overdue: less, credit });
		expect(plain(decisionSentence(sent, 'fr'))).toBe(
			'« Relance » à envoyer pour 1 160,61 € (crédit de 551,31 € déduit).'
		);
	});

	test('calls a hand-over no call', () => {
		const call = { channel: 'call', legal: false } as const;
		expect(channelLabel(call, 'fr')).toBe('Appel');
		expect(channelLabel({ ...call, legal: true }, 'fr')).toBe('Remise au contentieux');
	});

	test('says why a notice was called off', () => {
		const off = decision({ outcome: 'send', step });
		expect(
			plain(
				decisionSentence(off, 'fr', {
					notice: { status: 'cancelled', on: localDate('2026-03-05'), reasons: ['settled'] }
				})
			)
		).toBe('« Relance » : annulation le 5 mars 2026, facture réglée entre-temps.');
	});

	test('says once why a hand-over was called off, though it counts as skipped too', () => {
		const off = decision({ outcome: 'send', step });
		const on = localDate('2026-03-05');
		const notice = { status: 'cancelled' as const, on, reasons: ['skipped', 'taken_back'] };
		expect(plain(decisionSentence(off, 'fr', { notice }))).toBe(
			'« Relance » : annulation le 5 mars 2026, dossier repris du contentieux.'
		);
	});

	test('says what came back without brackets in brackets', () => {
		const sent = decision({ outcome: 'send', step });
		const notice = { status: 'sent' as const, returned: true, on: localDate('2026-03-05') };
		for (const language of ['fr', 'en'] as const)
			expect(plain(decisionSentence(sent, language, { notice }))).not.toMatch(/\(/);
	});

	test('says since when, until when and about whom', () => {
		const said = (reason: Decision['reasons'][number]) =>
			plain(decisionSentence(decision({ reasons: [reason] }), 'fr'));
		expect(
			said({
				...about,
				code: 'partly_disputed',
				reference: 'LIT-2026-000123',
				since: localDate('2026-03-03'),
				amount: { minor: 20_000n, currency: 'EUR' }
			})
		).toBe(
			'Pas relancé : 200,00 € de la facture F-1 en litige LIT-2026-000123 depuis le 3 mars 2026.'
		);
		expect(
			said({ code: 'stale_cash_data', reference: 'Banque', since: localDate('2026-03-03') })
		).toBe(
			'Pas relancé : aucune nouvelle des paiements (Banque) depuis le 3 mars 2026, ce qui est échu n’est pas relancé.'
		);
		expect(
			said({ code: 'no_contact', reference: 'En congé', until: localDate('2026-03-10') })
		).toBe('Pas relancé : le seul contact est en pause jusqu’au 10 mars 2026 (En congé).');
		expect(said({ code: 'min_contact_delay', reference: 'ana@gantier.test' })).toBe(
			'Pas relancé : ana@gantier.test a déjà reçu tous les e-mails permis cette semaine.'
		);
	});

	test('has words for every reason, alone, in both languages', () => {
		for (const code of DECISION_REASONS)
			for (const language of ['fr', 'en'] as const) {
				const sentence = decisionSentence(decision({ reasons: [{ code }] }), language);
				expect(sentence).not.toMatch(/dunning_|undefined|\{/);
				expect(reasonLabel(code, language)).not.toContain('dunning_');
			}
	});
});
