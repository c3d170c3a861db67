import type { Language } from '$lib/i18n/language';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeEach, expect, test } from 'vitest';
import { DECISION_REASONS, type DecisionReasonCode } from '$lib/domain/dunning/decision';
import { usual } from '$lib/domain/dunning/scenario-steps.testing';
import { placed } from '$lib/domain/dunning/step-schema';
import { decisionSentence } from '$lib/i18n/decision-words';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { inboundFate, inboundMail } from '$lib/server/db/schema/inbound';
import { notice } from '$lib/server/db/schema/notices';
import { chooseScenario } from '$lib/server/dunning/choose-scenario';
import { createScenario } from '$lib/server/dunning/create-scenario';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { withSaidAmounts } from '$lib/server/dunning/said-amounts';
import { decisionsFrom } from '$lib/server/dunning/stored-decision';
import { publishScenario } from '$lib/server/dunning/publish-scenario';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/promise-hooks';
import { makePromise } from '$lib/server/promises/make-promise';
import { declareSource } from '$lib/server/sources/declare-source';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCredit,
	buildCustomer,
	buildDispute,
	buildHold,
	buildInvoice,
	buildOrganisation,
	buildPayment
} from '../../support/factories';
import { transitionsOf } from './transitions';
import { day, decisionsIn, noticesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const on = (date: string, time = '09:00') => setClock(new Date(`${date}T${time}:00Z`));

/** 1,000.00 due on 21 February: on 3 March the reminder is due. */
async function debtor(
	fields: {
		dueOn?: string | null;
		organisation?: Parameters<typeof buildOrganisation>[0];
		customer?: Parameters<typeof buildCustomer>[1];
		contact?: Parameters<typeof buildContact>[2] | null;
	} = {}
) {
	const { dueOn = '2026-02-21' } = fields;
	const inside = await buildOrganisation(fields.organisation);
	const customer = await buildCustomer(inside, fields.customer);
	if (fields.contact !== null)
		await buildContact(inside, customer, {
			email: 'ana@gantier.test',
			role: 'collections',
			...fields.contact
		});
	const invoice = await buildInvoice(inside, customer, {
		number: `F-${customer.code}`,
		dueOn: dueOn === null ? null : day(dueOn)
	});
	return { inside, customer, invoice };
}

/** A run, and its mails left. */
async function remind(inside: SystemScope): Promise<void> {
	await runDunning(inside);
	await unitOfWork(inside, ({ tx, now, today }) =>
		tx.update(notice).set({ status: 'sent', closedAt: now, closedOn: today })
	);
}

/** The customer answered that reminder, and nobody has read it. */
async function answeredByMail(inside: SystemScope, customerId: string): Promise<void> {
	await unitOfWork(inside, async ({ tx, now, scope: { organisationId } }) => {
		const [asked] = await tx.select().from(notice).where(eq(notice.customerId, customerId));
		const mailId = uuidv7();
		const kept = { sha256: mailId, storageKey: 'x', bytes: 1, receivedAt: now };
		await tx.insert(inboundMail).values({ organisationId, id: mailId, ...kept });
		await tx.insert(inboundFate).values({
			...{ organisationId, id: uuidv7(), mailId, customerId, at: now },
			...{ kind: 'triage', why: 'about_account', noticeId: asked!.id }
		});
	});
}

async function scenarioOf(inside: SystemScope, customerId: string, ...keys: string[]) {
	await unitOfWork(inside, async (unit) => {
		const { scenarioId, versionId } = await createScenario(unit, {
			name: 'Autre',
			steps: placed(
				keys.map((key) => usual(key, { name: { fr: 'Dernier avis', en: 'Last call' } }))
			)
		});
		if (keys.length) await publishScenario(unit, versionId);
		await chooseScenario(unit, { customerId }, scenarioId);
	});
}

interface Case {
	/** Makes a world in which the reason holds, and leaves the clock on the day of the run. */
	world(): Promise<{ inside: SystemScope; invoice: { number: string } }>;
	/** `F` stands for the number of the invoice. */
	fr: string;
	en: string;
	/** Shown only with every other reason. */
	whole?: true;
}

const held =
	(fields: Parameters<typeof buildHold>[2], ofInvoice = false) =>
	async () => {
		const world = await debtor();
		await buildHold(world.inside, world.customer, {
			reason: 'accord',
			...(ofInvoice && { invoiceId: world.invoice.id }),
			...fields
		});
		return world;
	};
const until = { untilOn: day('2026-03-09') };

const CASES: Record<DecisionReasonCode, Case> = {
	disputed: {
		world: async () => {
			const world = await debtor();
			await buildDispute(world.inside, world.invoice);
			return world;
		},
		fr: 'Pas relancé : 1 000,00 € en litige LIT-2026-000001 depuis le 3 mars 2026.',
		en: 'Not reminded: €1,000.00 in dispute LIT-2026-000001 since 3 Mar 2026.'
	},
	partly_disputed: {
		world: async () => {
			const world = await debtor();
			await buildDispute(world.inside, world.invoice, { claimedMinor: 20_000n });
			on('2026-03-05');
			await remind(world.inside);
			on('2026-03-06');
			return world;
		},
		fr: 'Pas relancé : 200,00 € de la facture F en litige LIT-2026-000001 depuis le 3 mars 2026 ; les 800,00 € restants ont été relancés le 5 mars 2026 ; prochaine étape « Appel téléphonique » à partir du 13 mars 2026.',
		en: 'Not reminded: €200.00 of invoice F in dispute LIT-2026-000001 since 3 Mar 2026; the other €800.00 were reminded on 5 Mar 2026; next step “Phone call” from 13 Mar 2026.'
	},
	promise_open: {
		world: async () => {
			const world = await debtor();
			await unitOfWork(world.inside, (unit) =>
				makePromise(unit, {
					customerId: world.customer.id,
					items: [{ invoiceId: world.invoice.id, amountMinor: 100_000n }],
					dueOn: day('2026-03-10'),
					note: '',
					source: 'phone',
					idempotencyKey: 'promise'
				})
			);
			return world;
		},
		fr: 'Pas relancé : 1 000,00 € promis sur la facture F jusqu’au 12 mars 2026.',
		en: 'Not reminded: €1,000.00 promised on invoice F until 12 Mar 2026.'
	},
	held_invoice: {
		world: held(until, true),
		fr: 'Pas relancé : facture F en pause jusqu’au 9 mars 2026 (accord).',
		en: 'Not reminded: invoice F on hold until 9 Mar 2026 (accord).'
	},
	held_customer: {
		world: held({ kind: 'customer_in_dispute' }),
		fr: 'Pas relancé : client en pause (accord) : rien n’est relancé.',
		en: 'Not reminded: customer on hold (accord): nothing is chased.'
	},
	reply_unread: {
		world: async () => {
			const world = await debtor();
			await remind(world.inside);
			await answeredByMail(world.inside, world.customer.id);
			on('2026-03-04');
			return world;
		},
		fr: 'Pas relancé : réponse par mail reçue le 3 mars 2026, pas encore lue : rien n’est relancé.',
		en: 'Not reminded: an answer by mail of 3 Mar 2026 nobody has read yet: nothing is chased.'
	},
	opted_out: {
		world: held({ kind: 'opted_out' }),
		fr: 'Pas relancé : le client ne souhaite pas de relance (accord).',
		en: 'Not reminded: the customer does not want reminders (accord).'
	},
	below_minimum: {
		world: () => debtor({ organisation: { minimumMinor: 150_000n } }),
		fr: 'Pas relancé : 1 000,00 € : sous le montant minimal de relance.',
		en: 'Not reminded: €1,000.00 is below the minimum for a reminder.'
	},
	credit_covers: {
		world: async () => {
			const world = await debtor();
			await buildCredit(world.inside, world.customer, 100_000n);
			return world;
		},
		fr: 'Pas relancé : facture F couverte par un paiement ou un avoir non affecté (1 000,00 €).',
		en: 'Not reminded: invoice F covered by an unallocated payment or credit note (€1,000.00).'
	},
	payment_announced: {
		world: held({ kind: 'payment_announced', ...until }, true),
		fr: 'Pas relancé : paiement signalé pour la facture F, pause jusqu’au 9 mars 2026.',
		en: 'Not reminded: payment reported about invoice F, paused until 9 Mar 2026.'
	},
	min_contact_delay: {
		world: async () => {
			const world = await debtor();
			await remind(world.inside);
			await buildPayment(world.inside, world.invoice);
			const invoice = await buildInvoice(world.inside, world.customer, {
				dueOn: day('2026-03-01')
			});
			on('2026-03-04');
			return { ...world, invoice };
		},
		fr: 'Pas relancé : dernier contact le 3 mars 2026, pause jusqu’au 5 mars 2026.',
		en: 'Not reminded: last contact on 3 Mar 2026, paused until 5 Mar 2026.'
	},
	quiet_period: {
		world: async () => {
			const world = await debtor();
			const dispute = await buildDispute(world.inside, world.invoice);
			await transitionsOf(world.inside, dispute, 'resolved');
			return world;
		},
		fr: 'Pas relancé : facture F pas relancée avant le 11 mars 2026, après un litige clos.',
		en: 'Not reminded: invoice F not chased before 11 Mar 2026, after a closed dispute.'
	},
	holiday: {
		world: async () => {
			const world = await debtor();
			on('2026-03-07');
			return world;
		},
		fr: 'Pas relancé : jour non travaillé (jusqu’au 8 mars 2026).',
		en: 'Not reminded: not a working day (until 8 Mar 2026).'
	},
	outside_window: {
		world: async () => {
			const world = await debtor();
			on('2026-03-03', '05:00');
			return world;
		},
		fr: 'Pas relancé : en dehors des heures d’envoi.',
		en: 'Not reminded: outside sending hours.'
	},
	stale_cash_data: {
		world: async () => {
			const world = await debtor();
			on('2026-02-20');
			const bank = { name: 'Banque', kind: 'cash', profileId: null, maximumAgeHours: 48 } as const;
			await unitOfWork(world.inside, (unit) => declareSource(unit, bank));
			on('2026-03-03');
			return world;
		},
		fr: 'Pas relancé : données de paiement trop anciennes (Banque), ce qui est échu n’est pas relancé.',
		en: 'Not reminded: payment data too old (Banque), what is overdue is not chased.'
	},
	no_contact: {
		world: () => debtor({ contact: null }),
		fr: 'Pas relancé : aucun contact à qui écrire.',
		en: 'Not reminded: no contact to write to.'
	},
	contact_bounced: {
		world: () => debtor({ contact: { bouncedAt: new Date('2026-03-01T09:00:00Z') } }),
		fr: 'Pas relancé : l’adresse du contact ne reçoit plus de messages (ana@gantier.test).',
		en: 'Not reminded: the contact’s address no longer receives mail (ana@gantier.test).'
	},
	no_scenario: {
		world: async () => {
			const world = await debtor();
			await scenarioOf(world.inside, world.customer.id);
			return world;
		},
		fr: 'Pas relancé : aucun scénario publié pour ce client.',
		en: 'Not reminded: no scenario is published for this customer.'
	},
	step_needs_confirmation: {
		world: async () => {
			const world = await debtor({ dueOn: '2026-01-29' });
			on('2026-02-09');
			await remind(world.inside);
			on('2026-03-03');
			return world;
		},
		fr: '« Mise en demeure » à confirmer pour 1 000,00 €.',
		en: '“Formal notice” to be confirmed for €1,000.00.'
	},
	legal_stage: {
		world: async () => {
			const world = await debtor({ dueOn: '2026-01-02' });
			on('2026-02-05');
			await remind(world.inside);
			on('2026-03-03');
			await runDunning(world.inside);
			const [legal] = (await noticesIn(world.inside)).filter((row) => row.status === 'to_confirm');
			await unitOfWork(world.inside, (unit) => confirmNotice(unit, legal!.id, { sure: true }));
			on('2026-03-04');
			return world;
		},
		fr: 'Pas relancé : dossier transmis au contentieux : plus aucun message ne part d’ici.',
		en: 'Not reminded: handed over to legal: no message leaves from here.'
	},
	already_sent: {
		world: async () => {
			const world = await debtor();
			await remind(world.inside);
			on('2026-03-04');
			return world;
		},
		fr: 'Pas relancé : étape « Relance » déjà engagée pour la facture F le 3 mars 2026 ; prochaine étape « Appel téléphonique » à partir du 13 mars 2026.',
		en: 'Not reminded: step “Reminder” already taken about invoice F on 3 Mar 2026; next step “Phone call” from 13 Mar 2026.'
	},
	too_late_for_step: {
		world: () => debtor(),
		fr: '« Relance » à envoyer pour 1 000,00 € ; laissé de côté : étape « Relance préventive » abandonnée, son délai est passé ; étape « Rappel courtois » abandonnée, son délai est passé.',
		en: '“Reminder” to be sent for €1,000.00; left out: step “Preventive reminder” dropped, its window has closed; step “Courtesy reminder” dropped, its window has closed.',
		whole: true
	},
	prior_step_required: {
		world: async () => {
			const world = await debtor({ dueOn: '2026-01-29' });
			await scenarioOf(world.inside, world.customer.id, 'formal_notice');
			return world;
		},
		fr: 'Pas relancé : « Dernier avis » demande un premier contact pour la facture F.',
		en: 'Not reminded: “Last call” needs an earlier contact about invoice F.'
	},
	invoice_without_due_date: {
		world: () => debtor({ dueOn: null }),
		fr: 'Pas relancé : facture F sans date d’échéance, elle n’est pas relancée.',
		en: 'Not reminded: invoice F has no due date, it is not chased.'
	},
	direct_debit: {
		world: () => debtor({ customer: { directDebit: true } }),
		fr: 'Pas relancé : facture F réglée par prélèvement, seule l’annonce d’échéance est envoyée.',
		en: 'Not reminded: invoice F is paid by direct debit, only the notice before it falls due is sent.'
	},
	not_due_for_step: {
		world: () => debtor({ dueOn: '2026-03-25' }),
		fr: 'Pas relancé : prochaine étape « Relance préventive » à partir du 10 mars 2026.',
		en: 'Not reminded: next step “Preventive reminder” from 10 Mar 2026.'
	}
};

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test.each(DECISION_REASONS)('%s is stored by a run and told in a sentence', async (code) => {
	const { world, fr, en, whole = false } = CASES[code];
	const { inside, invoice } = await world();
	const { on: ranOn } = await runDunning(inside);
	const rows = await decisionsIn(inside);
	const last = rows.filter(({ decidedAt }) => decidedAt.getTime() === Math.max(...rows.map(at)));
	const decisions = await unitOfWork(inside, async (unit) =>
		withSaidAmounts(unit, await decisionsFrom(unit, last))
	);
	expect(decisions).toHaveLength(1);
	const [decision] = decisions;
	expect(decision!.reasons.map((reason) => reason.code)).toContain(code);
	const said = (language: Language) =>
		plain(decisionSentence(decision!, language, { whole })).replaceAll(invoice.number, 'F');
	expect([ranOn, said('fr'), said('en')]).toEqual([ranOn, fr, en]);
});

const at = ({ decidedAt }: { decidedAt: Date }): number => decidedAt.getTime();
