import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { minorMax } from '$lib/domain/money';
import { beyondPolicy, type BeyondReason } from '$lib/domain/promises/policy';
import { leftMinor } from '$lib/domain/promises/standing';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { promise, promiseItem } from '../db/schema/promises';
import { activeClaims } from '../disputes/queries';
import { lockInvoices } from '../invoices/lock-invoices';
import { type InvoiceBalance } from '../invoices/queries';
import { organisationOf } from '../settings/queries';
import { madePromises } from './made-promises';
import { preparePromise } from './promise-hook';
import { promiseTerms } from './queries';

export interface NewPromise {
	customerId: string;
	items: readonly { invoiceId: string; amountMinor: bigint }[];
	/** Last day of the promise. */
	dueOn: LocalDate;
	note: string;
	/** How a colleague heard it. */
	source: 'phone' | 'email' | 'post';
	/** Made with the form: sending it twice makes one promise. */
	idempotencyKey: string;
}

/**
 * Within the policy it holds the reminders of its amounts at once; beyond it somebody decides first.
 * The invoices are locked, so a message that is being claimed has left, or sees the promise.
 */
export async function makePromise(
	unit: Unit<InsideScope>,
	input: NewPromise
): Promise<{ promiseId: string; beyond: BeyondReason[] }> {
	await customerById(unit, input.customerId);
	const tellWhoWaits = await preparePromise(unit, input.customerId);
	const asked = await lockAsked(unit, input);
	const earlier = await promiseMadeWith(unit, input);
	if (earlier) return earlier;
	if (input.dueOn < unit.today) throw new AppError('date_in_past', {}, 'dueOn');
	const beyond = await beyondOf(unit, input, asked);
	const promiseId = uuidv7();
	await insert(unit, promiseId, input, beyond, asked);
	await record(
		unit,
		'promise.made',
		{ kind: 'promise', id: promiseId, customerId: input.customerId },
		{ dueOn: input.dueOn, source: input.source, items: input.items, beyond }
	);
	await tellWhoWaits();
	return { promiseId, beyond };
}

interface Asked {
	invoice: InvoiceBalance;
	amountMinor: bigint;
}

async function lockAsked(unit: Unit<InsideScope>, input: NewPromise): Promise<Asked[]> {
	if (input.items.length === 0) throw new AppError('invoice_required', {}, 'items');
	const invoices = new Map(
		(await lockInvoices(unit, { customerId: input.customerId }))
			.filter(({ openMinor }) => openMinor > 0n)
			.map((invoice) => [invoice.id, invoice])
	);
	return input.items.map(({ invoiceId, amountMinor }) => {
		const invoice = invoices.get(invoiceId);
		if (!invoice || invoice.customerId !== input.customerId)
			throw new AppError('not_found', {}, 'items');
		if (amountMinor <= 0n) throw new AppError('amount_not_positive', {}, 'items');
		if (amountMinor > invoice.openMinor)
			throw new AppError('promise_above_open', { number: invoice.number }, 'items');
		return { invoice, amountMinor };
	});
}

async function promiseMadeWith(
	unit: Unit<InsideScope>,
	{ customerId, idempotencyKey }: NewPromise
) {
	const [row] = await unit.tx
		.select({ promiseId: promise.id, beyond: promise.beyond })
		.from(promise)
		.where(
			and(
				eq(promise.organisationId, unit.scope.organisationId),
				eq(promise.customerId, customerId),
				eq(promise.idempotencyKey, idempotencyKey)
			)
		);
	return row ? { ...row, beyond: row.beyond as BeyondReason[] } : null;
}

async function beyondOf(
	unit: Unit<InsideScope>,
	{ customerId, dueOn }: NewPromise,
	asked: readonly Asked[]
): Promise<BeyondReason[]> {
	const { promiseMaximumDays, promiseMaximumOpen } = await organisationOf(unit);
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const claims = await activeClaims(unit, { customerId });
	const waited = made.filter(({ standing }) => standing === 'open');
	const freeOf = ({ id, openMinor }: InvoiceBalance): bigint => {
		const own = claims.filter(({ invoiceId }) => invoiceId === id);
		const promised = waited
			.flatMap(({ items }) => items)
			.filter(({ invoiceId }) => invoiceId === id)
			.reduce((sum, item) => sum + leftMinor(item), 0n);
		return minorMax(0n, openMinor - disputedMinor(openMinor, own) - promised);
	};
	return beyondPolicy(
		{
			madeOn: unit.today,
			dueOn,
			items: asked.map(({ invoice, amountMinor }) => ({
				amountMinor,
				freeMinor: freeOf(invoice)
			})),
			openPromises: waited.length,
			brokenPromises: made.filter(({ standing }) => standing === 'broken').length
		},
		{ maximumDays: promiseMaximumDays, maximumOpen: promiseMaximumOpen }
	);
}

async function insert(
	unit: Unit<InsideScope>,
	promiseId: string,
	{ customerId, dueOn, note, source, idempotencyKey }: NewPromise,
	beyond: BeyondReason[],
	asked: readonly Asked[]
): Promise<void> {
	const { organisationId } = unit.scope;
	await unit.tx.insert(promise).values({
		organisationId,
		id: promiseId,
		customerId,
		dueOn,
		note,
		source,
		madeByKind: 'staff',
		madeByName: actorOf(unit.scope).name,
		madeAt: unit.now,
		madeOn: unit.today,
		beyond,
		idempotencyKey
	});
	await unit.tx.insert(promiseItem).values(
		asked.map(({ invoice, amountMinor }) => ({
			organisationId,
			id: uuidv7(),
			customerId,
			promiseId,
			invoiceId: invoice.id,
			currency: invoice.currency,
			amountMinor,
			settledBeforeMinor: invoice.totalMinor - invoice.openMinor
		}))
	);
}
