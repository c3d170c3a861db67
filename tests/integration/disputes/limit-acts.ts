import { uuidv7 } from 'uuidv7';
import { addDays, localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import { COUNTED } from '$lib/domain/disputes/merged-amounts';
import { now as instant, setClock } from '$lib/server/clock';
import { lapseOffers } from '$lib/server/disputes/lapse-offers';
import { asOwner } from '../../support/database';
import { callerFor } from '../../support/scopes';
import {
	changeMatrix,
	CODES,
	TOTAL,
	type LimitCase,
	type LimitWorld,
	type Person
} from './limit-world';

/** One thing somebody does: `of` picks a case, `tenths` how much, `turn` one of several ways. */
export interface Act {
	what: What;
	of: number;
	by: Person;
	tenths: number;
	turn: number;
}

interface Done extends Act {
	world: LimitWorld;
	one: LimitCase;
}
/** False: there was nothing to do it to. A refusal is thrown. */
type Verb = (act: Done) => Promise<unknown>;

const desk = ({ world, by }: Done) => callerFor(world.people[by]).desk.disputes;
const portal = ({ world }: Done) => callerFor(world.portal).portal.disputes;
const page = (act: Done, one = act.one) =>
	callerFor(act.world.people.officer).desk.disputes.page({ reference: one.reference });
const part = (minor: bigint, tenths: number): bigint => (minor * BigInt(tenths)) / 10n;
const key = () => ({ idempotencyKey: uuidv7() });

/** A case of those in which something waits to be signed; the one that was drawn if it does. */
async function waiting(act: Done) {
	const rows = await asOwner<{ id: string; dispute_id: string; amount_minor: string }>(
		`select id, dispute_id, amount_minor from approval_request
		where organisation_id = $1 and ended_at is null order by dispute_id`,
		[act.world.inside.organisationId]
	);
	const row =
		rows.find((each) => each.dispute_id === act.one.id) ?? rows[act.of % (rows.length || 1)];
	if (!row) return null;
	return {
		amountMinor: BigInt(row.amount_minor),
		on: { disputeId: row.dispute_id, requestId: row.id, note: `Vu ${act.turn}.` }
	};
}

const onWaiting =
	(
		verb: (act: Done, on: NonNullable<Awaited<ReturnType<typeof waiting>>>) => Promise<unknown>
	): Verb =>
	async (act) => {
		const found = await waiting(act);
		return found ? verb(act, found) : false;
	};

const offerOpen = async (act: Done) => {
	for (const one of [act.one, ...act.world.cases]) {
		const offer = await portal(act).proposal({ reference: one.reference, language: 'fr' });
		if (offer?.state === 'open') return { one, offer };
	}
	return null;
};

const decide: Verb = async (act) => {
	const { claimed } = await page(act);
	const way = (
		[
			{ verdict: 'valid', outcome: 'credit_full' },
			{ verdict: 'partly_valid', outcome: 'credit_partial' },
			{ verdict: 'invalid', outcome: 'goodwill' },
			{ verdict: 'invalid', outcome: 'no_action' }
		] as const
	)[act.turn % 4]!;
	const isTyped = act.turn % 4 === 1 || act.turn % 4 === 2;
	return desk(act).decide({
		...{ disputeId: act.one.id, ...way, explanation: 'Le tarif de mars.' },
		...(isTyped && { acceptedMinor: part(claimed.minor, act.tenths) })
	});
};

const said = { explanation: 'Vu au dépôt.', signedName: 'Karim Benali' };

export const VERBS = {
	decide,
	answer: (act) =>
		desk({ ...act, by: 'resolver' }).answer({
			...{ disputeId: act.one.id, verdict: 'customer_right', ...said, ...key() }
		}),
	answer_part: async (act) =>
		desk({ ...act, by: 'resolver' }).answer({
			...{ disputeId: act.one.id, verdict: 'partly', ...said, ...key() },
			acceptedMinor: part((await page(act)).claimed.minor, act.tenths)
		}),
	answer_by_link: (act) =>
		callerFor(act.one.resolver).resolver.disputes.answer({
			...{ verdict: 'customer_right', ...said, ...key(), files: [] }
		}),
	approve: onWaiting((act, { on }) => desk(act).signApproval({ ...on, isReduced: false })),
	reduce: onWaiting((act, { on, amountMinor }) =>
		desk(act).signApproval({
			...{ ...on, isReduced: true, customerText: 'Sans le transport.' },
			amountMinor: part(amountMinor, act.tenths)
		})
	),
	refuse: onWaiting((act, { on }) => desk(act).refuseApproval(on)),
	ask: onWaiting((act, { on }) => desk(act).askBeforeApproval(on)),
	reply: onWaiting((act, { on }) => desk(act).replyToApprover(on)),
	sign_many: async (act) => {
		const { rows } = await desk(act).approvals();
		const picked = rows.map(({ disputeId, request, version }) => ({
			...{ disputeId, requestId: request.id, seen: version }
		}));
		return (await desk(act).signMany({ picked })).worked.length > 0;
	},
	amend: async (act) =>
		portal(act).amend({
			...{ reference: act.one.reference, reasonCode: CODES[act.turn % CODES.length]! },
			items: [
				{
					invoiceId: act.world.invoices[act.turn % 2]!.id,
					claimedMinor: BigInt(act.tenths) * 6_000n
				}
			],
			...{ requestedOutcome: 'CNP', explanation: 'Le prix convenu.', ...key(), files: [] }
		}),
	change_reason: (act) =>
		desk(act).changeReason({
			...{ disputeId: act.one.id, note: '' },
			reasonCode: CODES[act.turn % CODES.length]!
		}),
	offer: async (act) =>
		desk(act).propose({
			...{ disputeId: act.one.id, kind: 'credit', text: 'Un geste.', ...key() },
			amountMinor: part((await page(act)).claimed.minor, act.tenths),
			validUntil: addDays(localDate(instant().toISOString().slice(0, 10)), 5)
		}),
	accept_offer: async (act) => {
		const found = await offerOpen(act);
		if (!found) return false;
		const { id: proposalId, shownSha256 } = found.offer;
		return portal(act).answerProposal({
			...{ reference: found.one.reference, proposalId, shownSha256, verdict: 'accepted' },
			...{ signedName: 'Ana Petit', language: 'fr', ...key() }
		});
	},
	lapse_offer: async (act) => {
		const open = await offerOpen(act);
		if (!open) return false;
		setClock(new Date(instant().getTime() + 7 * 24 * 3_600_000));
		await lapseOffers(act.world.inside);
		const [row] = await asOwner('select 1 from proposal where id = $1 and lapsed_at is not null', [
			open.offer.id
		]);
		return row !== undefined;
	},
	reopen: (act) => desk(act).reopen({ disputeId: act.one.id, note: 'Le client conteste encore.' }),
	post_credit: async (act) => {
		const [row] = await asOwner<{ id: string; amount_minor: string }>(
			`select id, amount_minor from credit_request where organisation_id = $1
			and posted_at is null and withdrawn_at is null order by id limit 1`,
			[act.world.inside.organisationId]
		);
		if (!row) return false;
		const { credits } = callerFor(act.world.people.officer).desk;
		return credits.post({
			...{ requestId: row.id, number: `AV-${row.id}`, amountMinor: BigInt(row.amount_minor) },
			on: localDate(instant().toISOString().slice(0, 10))
		});
	},
	/** What is asked for may be another sum than the rest, or one that is no small one. */
	write_off: async (act) => {
		const { credits } = callerFor(act.world.people[act.by]).desk;
		const invoiceId = act.world.invoices[act.turn % 2]!.id;
		const { rows } = await credits.residuals();
		const left = rows.find((row) => row.invoiceId === invoiceId)?.rest.minor ?? TOTAL;
		return credits.writeOff({
			...{ invoiceId, amountMinor: part(left, act.tenths) },
			reason: 'small_rest'
		});
	},
	merge: async (act) => {
		const { cases } = act.world;
		const reference = cases[(act.of + 1 + (act.turn % 2)) % cases.length]!.reference;
		const from = act.one.reference;
		const shown = await desk(act).mergePlan({ reference, from });
		return desk(act).merge({
			...{ reference, from, note: '', counted: COUNTED[(act.turn + 1) % 2] },
			...{ seen: shown.from.version, seenInto: shown.into.version }
		});
	},
	absence: ({ world, by, turn }) => {
		const others = (['approver', 'deputy', 'admin'] as const).filter((name) => name !== by);
		const today = localDate(instant().toISOString().slice(0, 10));
		const away = {
			...{ fromOn: today, untilOn: addDays(today, 2 + (turn % 3)) },
			substituteId: world.people[others[turn % others.length]!].user.id
		};
		const warned = warnedAbout({ userId: world.people[by].user.id, ...away });
		return callerFor(world.people[by]).desk.absences.enter({ ...away, warned });
	},
	change_matrix: ({ world, turn }) => changeMatrix(world, turn)
} satisfies Record<string, Verb>;

export type What = keyof typeof VERBS;
export const WHATS = Object.keys(VERBS) as What[];

/** Whether it was done. @throws what refuses it */
export async function act(world: LimitWorld, wanted: Act): Promise<boolean> {
	const one = world.cases[wanted.of % world.cases.length]!;
	const verb: Verb = VERBS[wanted.what];
	return (await verb({ ...wanted, world, one })) !== false;
}
