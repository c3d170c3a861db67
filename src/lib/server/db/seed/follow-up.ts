import { uuidv7 } from 'uuidv7';
import { addDays } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { equalAmounts } from '$lib/domain/promises/instalments';
import { hashOf } from '../../auth/hash';
import { stopKeyOf } from '../../auth/stop-key';
import type { proposal } from '../schema/proposals';
import type { DraftCase } from './draft-case';
import type { Sketch } from './sketch';

/** What a case is followed with, each once: a colleague, a new date after a missed one, two offers, an opinion. */
export function addFollowUp(sketch: Sketch, draft: DraftCase): void {
	const { plan } = draft;
	if (plan.hero === 'open') addFollower(sketch, draft);
	if (plan.hero === 'closed' && plan.status === 'resolved') addOpinion(sketch, draft);
	if (plan.status === 'assigned' && plan.reason === 'price_discount') addNewDate(sketch, draft);
	if (plan.reopened) addDateOfReopening(sketch, draft);
	if (plan.status === 'waiting_customer') (plan.variant === 0 ? addOffer : addPlan)(sketch, draft);
}

const WORDS = {
	fr: {
		site: 'Chantier',
		date: 'La réponse de notre service commercial.',
		offer: 'Nous avons recompté avec le transporteur et vous proposons cet avoir.',
		plan: 'La facture est juste. Pour vous aider, nous vous proposons de la payer en deux fois.',
		opinion: 'Réponse claire et rapide.'
	},
	en: {
		site: 'Site office',
		date: 'The answer of our sales team.',
		offer: 'We counted again with the carrier and offer you this credit.',
		plan: 'The invoice is correct. To help, we offer you to pay it in two parts.',
		opinion: 'A clear and quick answer.'
	}
} as const;

const wordsOf = ({ creditor }: Sketch) => WORDS[creditor.language];

function addFollower(sketch: Sketch, { of, raisedBy }: DraftCase): void {
	const id = uuidv7();
	const { organisationId } = sketch.unit.scope;
	sketch.rows.disputeFollower.push({
		...{
			organisationId,
			id,
			...of,
			name: wordsOf(sketch).site,
			language: sketch.creditor.language
		},
		email: `site@${raisedBy.email.split('@')[1]}`,
		...{ addedAt: sketch.unit.now, addedByKind: 'customer', addedByName: raisedBy.name },
		stopHash: hashOf(stopKeyOf(id))
	});
}

/** As the reopening of a real case does. */
function addDateOfReopening(sketch: Sketch, { of, plan, steps }: DraftCase): void {
	const { at, on } = steps.at(-1)!;
	const { collector } = sketch.colleagues;
	const { deadlineDays } = sketch.reasons.get(plan.reason)!;
	sketch.add('disputeCommitment', {
		...{ ...of, dueOn: answerDueOn(on, deadlineDays, sketch.calendar), what: '' },
		...{ setAt: at, setById: collector.id, setByName: collector.name }
	});
}

function addNewDate(sketch: Sketch, { of }: DraftCase): void {
	const { now, today } = sketch.unit;
	const { collector } = sketch.colleagues;
	sketch.add('disputeCommitment', {
		...{ ...of, dueOn: addDays(today, 3), what: wordsOf(sketch).date },
		...{ setAt: now, setById: collector.id, setByName: collector.name }
	});
}

/** Three fifths of what is contested. */
const addOffer = (sketch: Sketch, draft: DraftCase): void =>
	addProposal(sketch, draft, {
		...{ kind: 'credit' as const, text: wordsOf(sketch).offer },
		amountMinor: (draft.claimed * 3n) / 5n
	});

/** What is contested, in two payments. */
function addPlan(sketch: Sketch, draft: DraftCase): void {
	const { today } = sketch.unit;
	const days = [addDays(today, 12), addDays(today, 26)];
	addProposal(sketch, draft, {
		...{ kind: 'instalments' as const, covers: 'disputed' as const, text: wordsOf(sketch).plan },
		amountMinor: draft.claimed,
		shares: equalAmounts(draft.claimed, days.length).map((amountMinor, place) => ({
			dueOn: days[place]!,
			amountMinor: String(amountMinor)
		}))
	});
}

type ProposalRow = typeof proposal.$inferInsert;

/** For ten days. */
function addProposal(
	sketch: Sketch,
	{ of, reference }: DraftCase,
	terms: Pick<ProposalRow, 'kind' | 'text'> & Partial<ProposalRow>
): void {
	const { now, today } = sketch.unit;
	const { collector } = sketch.colleagues;
	sketch.add('proposal', {
		...{ ...of, ...terms, currency: sketch.creditor.currency },
		...{ validUntil: addDays(today, 10), proposedAt: now },
		...{ proposedById: collector.id, proposedByName: collector.name },
		idempotencyKey: `demo-offer-${reference}`
	});
}

const addOpinion = (sketch: Sketch, { of, raisedBy }: DraftCase): string =>
	sketch.add('satisfaction', {
		...{ ...of, solved: 5, ease: 4, comment: wordsOf(sketch).opinion },
		...{ byName: raisedBy.name, at: sketch.unit.now }
	});
