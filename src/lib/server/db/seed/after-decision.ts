import { addWorkingDays } from '$lib/domain/calendar';
import type { Stage } from '$lib/domain/disputes/causes';
import type { UsualTeam } from '$lib/domain/disputes/teams';
import type { DraftCase } from './draft-case';
import type { DraftStep } from './dispute-steps';
import type { Sketch } from './sketch';

const WORDS = {
	fr: {
		tasks: ['Reprendre la marchandise chez le client', 'Corriger la fiche dans le système'],
		price_list: 'Tarifs négociés chargés avant chaque première commande.',
		delivery: 'Comptage contradictoire signé au départ du quai.',
		quality: 'Palettes filmées et protégées aux angles.',
		master_data: 'Numéro de commande obligatoire avant facturation.',
		billing: 'Contrôle des doublons avant l’envoi des factures.'
	},
	en: {
		tasks: ['Collect the goods from the customer', 'Correct the record in the system'],
		price_list: 'Agreed prices loaded before each first order.',
		delivery: 'Joint count signed before the lorry leaves the dock.',
		quality: 'Pallets wrapped and their corners protected.',
		master_data: 'Order number required before billing.',
		billing: 'Duplicates looked for before invoices are sent.'
	}
} as const;

interface Origin {
	stage: Stage & keyof (typeof WORDS)['fr'];
	team: UsualTeam;
}
const ORIGINS: Record<string, Origin> = {
	price_unit: { stage: 'price_list', team: 'sales' },
	price_discount: { stage: 'price_list', team: 'sales' },
	quantity_short: { stage: 'delivery', team: 'logistics' },
	delivery_incomplete: { stage: 'delivery', team: 'logistics' },
	goods_damaged: { stage: 'quality', team: 'quality' },
	order_reference: { stage: 'master_data', team: 'sales' },
	duplicate_invoice: { stage: 'billing', team: 'billing' }
};

/** What a decision leaves behind it: a credit note to be made, something to do, and where it all came from. */
export function addAfterDecision(
	sketch: Sketch,
	draft: DraftCase,
	decided: { step: DraftStep; resolutionId: string; accepted: readonly bigint[]; why: string }
): void {
	const { status, verdict } = draft.plan;
	if (status === 'decided' || status === 'implementing') addRequest(sketch, draft, decided);
	if (status === 'implementing') addTasks(sketch, draft, decided.step);
	if (status === 'resolved' && verdict !== 'invalid') addCause(sketch, draft);
}

function addRequest(
	sketch: Sketch,
	{ of, claims, invoices, plan }: DraftCase,
	{ step, resolutionId, accepted, why }: Parameters<typeof addAfterDecision>[2]
): void {
	const amountMinor = accepted.reduce((sum, minor) => sum + minor, 0n);
	if (amountMinor === 0n) return;
	sketch.add('creditRequest', {
		...{ ...of, resolutionId, amountMinor, why, currency: sketch.creditor.currency },
		reasonCode: sketch.reasons.get(plan.reason)!.canonicalCode,
		...{ askedAt: step.at, askedByName: sketch.colleagues.collector.name },
		parts: claims.map(({ lineId, quantity }, place) => ({
			invoiceId: invoices[place]!.id,
			invoiceNumber: invoices[place]!.number,
			description: invoices[place]!.lines.find(({ id }) => id === lineId)?.description ?? '',
			quantity: quantity === null ? '' : String(quantity),
			amountMinor: String(accepted[place])
		}))
	});
}

/** The first is done; the other keeps the case open. */
function addTasks(sketch: Sketch, { of, steps }: DraftCase, { at }: DraftStep): void {
	const { collector, resolver } = sketch.colleagues;
	const last = steps.at(-1)!;
	for (const [place, text] of WORDS[sketch.creditor.language].tasks.entries())
		sketch.add('caseTask', {
			...{ ...of, text, ownerId: resolver.id },
			dueOn: addWorkingDays(sketch.unit.today, place, sketch.calendar),
			...{ addedAt: at, addedByName: collector.name, idempotencyKey: `demo-task-${place}` },
			...(place === 0
				? { endedAt: last.at, endedAs: 'done' as const, endedByName: resolver.name }
				: {})
		});
}

/** Of two in three somebody wrote it down; of every other one of these, what was changed. */
function addCause(sketch: Sketch, draft: DraftCase): void {
	const number = Number(draft.reference.slice(-6));
	const origin = ORIGINS[draft.plan.reason];
	if (!origin || number % 3 === 0) return;
	const { at, on } = draft.steps.at(-1)!;
	const { name } = sketch.colleagues.collector;
	sketch.add('rootCause', {
		...{ ...draft.of, stage: origin.stage, setAt: at, setByName: name },
		...(number % 2 === 0
			? {
					...{ ownerTeam: origin.team, dueOn: addWorkingDays(on, 10, sketch.calendar) },
					action: WORDS[sketch.creditor.language][origin.stage],
					...(number % 4 === 0 ? { doneAt: at, doneByName: name } : {})
				}
			: {})
	});
}
