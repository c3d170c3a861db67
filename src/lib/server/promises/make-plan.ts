import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { sharesOf, type PromisedAmount, type Share } from '$lib/domain/promises/plan';
import type { BeyondReason } from '$lib/domain/promises/policy';
import type { Language } from '$lib/i18n/language';
import { record } from '../audit/record';
import { actorOf } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
import { promise, promiseItem } from '../db/schema/promises';
import { contentSha256Of, type Evidence } from '../evidence';
import { beyondAfter } from './beyond';
import { lockFreeInvoices, type BeforePromise, type FreeInvoice } from './free-invoices';
import type { PromiseReader } from './made-promises';

export interface PlanWish {
	customerId: string;
	/**
	 * Of the invoices that are open, what is promised of each; they are locked, so what was promised before is
	 * all there is. @throws AppError what it cannot be
	 */
	itemsOf(
		invoices: readonly FreeInvoice[],
		made: BeforePromise['made']
	): PromisedAmount[] | Promise<PromisedAmount[]>;
	/** One for each payment, the first one first. */
	days: readonly LocalDate[];
	note: string;
	source: 'portal' | 'phone' | 'email' | 'post';
	/** Made with the form: sending it twice makes one plan. */
	idempotencyKey: string;
	/** What was typed, to tell the same wish from another one with the same key. */
	content: unknown;
	/** How much on which day; without it each payment is the same. */
	sharesOf?: (items: readonly PromisedAmount[]) => readonly Share[];
	/** An offer of ours the customer accepted: whoever offered it has agreed, whatever the policy says. */
	agreed?: { customer: string; colleague: string; endsCase: string };
	/** What the customer was shown, where he made it himself. */
	shown?: (shares: readonly Share[], beyond: readonly BeyondReason[]) => Shown;
}

export interface Shown extends Evidence {
	linkId: string;
	language: Language;
}

export interface MadePlan {
	/** Of the first payment. */
	promiseId: string;
	beyond: BeyondReason[];
	/** It had been made with the same key before. */
	known: boolean;
}

/**
 * Within the policy it holds the reminders of its amounts at once; beyond it somebody decides first.
 * The invoices are locked, so a message that is being claimed has left, or sees the promise.
 */
export async function makePlan(unit: Unit<PromiseReader>, wish: PlanWish): Promise<MadePlan> {
	const before = await lockFreeInvoices(unit, wish.customerId, { case: wish.agreed?.endsCase });
	const earlier = await planMadeWith(unit, wish);
	if (earlier) return earlier;
	const items = await wish.itemsOf(before.invoices, before.made);
	const free = new Map(before.invoices.map(({ invoice, freeMinor }) => [invoice.id, freeMinor]));
	const beyondOf = await beyondAfter(unit, { made: before.made, free });
	const beyond = beyondOf(wish.days.at(-1)!, items);
	const shares = wish.sharesOf?.(items) ?? sharesOf(items, wish.days);
	const ids = shares.map(() => uuidv7());
	await insertPlan(unit, { wish, shares, ids, beyond, ...before });
	for (const [place, { dueOn, items: promised }] of shares.entries())
		await record(
			unit,
			'promise.made',
			{ kind: 'promise', id: ids[place]!, customerId: wish.customerId },
			{ dueOn, source: wish.source, items: promised, beyond }
		);
	return { promiseId: ids[0]!, beyond, known: false };
}

async function planMadeWith(
	unit: Unit<PromiseReader>,
	{ customerId, idempotencyKey, content }: PlanWish
): Promise<MadePlan | null> {
	const [row] = await unit.tx
		.select({
			promiseId: promise.id,
			beyond: promise.beyond,
			contentSha256: promise.contentSha256
		})
		.from(promise)
		.where(
			and(
				eq(promise.organisationId, unit.scope.organisationId),
				eq(promise.customerId, customerId),
				eq(promise.idempotencyKey, idempotencyKey)
			)
		);
	if (!row) return null;
	if (row.contentSha256 && row.contentSha256 !== contentSha256Of(content))
		throw new AppError('key_reused');
	return { promiseId: row.promiseId, beyond: row.beyond as BeyondReason[], known: true };
}

interface Rows extends BeforePromise {
	wish: PlanWish;
	shares: readonly Share[];
	ids: readonly string[];
	beyond: BeyondReason[];
}

async function insertPlan(unit: Unit<PromiseReader>, rows: Rows): Promise<void> {
	const { wish, shares, ids } = rows;
	const { organisationId } = unit.scope;
	const shown = wish.shown?.(shares, rows.beyond);
	const planId = shares.length > 1 ? uuidv7() : null;
	await unit.tx.insert(promise).values(
		shares.map(({ dueOn }, place) => ({
			organisationId,
			id: ids[place]!,
			customerId: wish.customerId,
			dueOn,
			note: wish.note,
			source: wish.source,
			madeByKind: wish.source === 'portal' ? ('customer' as const) : ('staff' as const),
			madeByName: wish.agreed?.customer ?? actorOf(unit.scope).name,
			madeAt: unit.now,
			madeOn: unit.today,
			beyond: rows.beyond,
			...agreementTo(unit, rows),
			planId,
			...shown,
			contentSha256: contentSha256Of(wish.content),
			idempotencyKey: place === 0 ? wish.idempotencyKey : `${wish.idempotencyKey}#${place + 1}`
		}))
	);
	const shared = { organisationId, customerId: wish.customerId };
	for (const part of chunks(itemRows(rows)))
		await unit.tx.execute(insertMany(promiseItem, part, shared));
}

/** What the policy would have asked somebody about was decided by the offer. */
const agreementTo = ({ now }: Unit<PromiseReader>, { wish: { agreed }, beyond }: Rows) =>
	agreed && beyond.length > 0
		? { verdict: 'approved' as const, decidedAt: now, decidedBy: agreed.colleague }
		: {};

function itemRows({ shares, ids, invoices }: Rows) {
	const settled = new Map(
		invoices.map(({ invoice: { id, totalMinor, openMinor } }) => [id, totalMinor - openMinor])
	);
	return shares.flatMap(({ items }, place) =>
		items.map((item) => ({
			...item,
			id: uuidv7(),
			promiseId: ids[place]!,
			settledBeforeMinor: settled.get(item.invoiceId)!
		}))
	);
}
