import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { USUAL } from '$lib/domain/dunning/scenario-steps.testing';
import { holdCustomer } from '$lib/server/customers/hold-customer';
import { releaseHold } from '$lib/server/customers/release-hold';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import type { DeskScope } from '$lib/server/auth/scope';
import type { Random } from '$lib/server/db/seed/random';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import { logDispute } from '$lib/server/disputes/log-dispute';
import { resolveDispute } from '$lib/server/disputes/resolve-dispute';
import { publishDraft } from '$lib/server/dunning/publish-draft';
import { saveDraft } from '$lib/server/dunning/save-draft';
import { draftPage } from '$lib/server/dunning/scenario-page';
import { startDraft } from '$lib/server/dunning/start-draft';
import { recordPayment } from '$lib/server/payments/record-payment';
import '$lib/server/jobs/promise-hooks';
import { decidePromise } from '$lib/server/promises/decide-promise';
import { makePromise } from '$lib/server/promises/make-promise';
import { withdrawPromise } from '$lib/server/promises/withdraw-promise';
import { asOwner } from '../../support/database';
import type { InvoiceRow } from '../../support/factories';
import type { Town } from './town';

export interface Moment {
	unit: Unit<DeskScope>;
	town: Town;
	invoice: InvoiceRow;
	today: LocalDate;
	random: Random;
}
export type Verb = (moment: Moment) => Promise<unknown>;

const pay: Verb = ({ unit, invoice, today, random }) =>
	recordPayment(unit, {
		paymentId: uuidv7(),
		customerId: invoice.customerId,
		receivedOn: today,
		amountMinor: part(invoice, random),
		currency: invoice.currency,
		reference: 'bank',
		invoiceId: invoice.id
	});

const dispute: Verb = ({ unit, invoice, random }) =>
	logDispute(unit, {
		customerId: invoice.customerId,
		source: 'phone',
		raisedByName: 'Ana Petit',
		raisedByEmail: '',
		items: [{ invoiceId: invoice.id, claimedMinor: part(invoice, random) }],
		reasonCode: 'price_unit',
		requestedOutcome: 'NOA',
		explanation: 'Not the price we agreed',
		idempotencyKey: uuidv7(),
		files: []
	});

const hold: Verb = ({ unit, invoice, today, random }) =>
	holdCustomer(unit, {
		customerId: invoice.customerId,
		kind: 'manual',
		reason: 'agreed',
		untilOn: addDays(today, random.int(0, 9)),
		...(random.chance(0.5) && { invoiceId: invoice.id })
	});

/** Decided and closed in one go, for or against the customer. */
const resolve: Verb = async ({ unit, invoice, random }) => {
	const [open] = await asOwner<{ id: string }>(
		`select id from dispute where customer_id = $1 and status = 'submitted' limit 1`,
		[invoice.customerId]
	);
	if (!open) return;
	const isRight = random.chance(0.5);
	await decideDispute(unit, {
		disputeId: open.id,
		verdict: isRight ? 'valid' : 'invalid',
		outcome: isRight ? 'credit_full' : 'no_action',
		explanation: 'Looked at'
	});
	await resolveDispute(unit, { disputeId: open.id, creditNoteNumber: isRight ? open.id : '' });
};

const release: Verb = async ({ unit, invoice }) => {
	const [held] = await asOwner<{ id: string }>(
		'select id from hold where customer_id = $1 and released_at is null limit 1',
		[invoice.customerId]
	);
	if (held) await releaseHold(unit, held.id, 'réglé');
};

/** To be kept by a payment, broken by none, or taken back. */
const promise: Verb = ({ unit, invoice, today, random }) =>
	makePromise(unit, {
		customerId: invoice.customerId,
		items: [{ invoiceId: invoice.id, amountMinor: part(invoice, random) }],
		dueOn: addDays(today, random.int(0, 8)),
		note: '',
		source: 'phone',
		idempotencyKey: uuidv7()
	});

const withdraw: Verb = async ({ unit, invoice }) => {
	const [made] = await asOwner<{ id: string }>(
		'select id from promise where customer_id = $1 and withdrawn_at is null limit 1',
		[invoice.customerId]
	);
	if (made) await withdrawPromise(unit, made.id, '');
};

/** Somebody above decides about what the policy does not allow. */
const decide: Verb = async ({ unit, invoice, random }) => {
	const [made] = await asOwner<{ id: string }>(
		`select id from promise where customer_id = $1 and verdict is null and withdrawn_at is null
			and beyond <> '[]' limit 1`,
		[invoice.customerId]
	);
	const verdict = random.pick(['approved', 'refused'] as const);
	if (made) await decidePromise(unit, { promiseId: made.id, verdict, note: 'heard' });
};

/** From now on the reminder comes on another day: same steps in the same order. */
const publish: Verb = async ({ unit, town, random }) => {
	const { organisationId } = town.inside;
	const [{ id: scenarioId } = { id: '' }] = await asOwner<{ id: string }>(
		'select id from scenario where organisation_id = $1',
		[organisationId]
	);
	await startDraft(unit, scenarioId);
	const opensDays = random.int(7, 13);
	const steps = USUAL.map((step) => (step.key === 'reminder' ? { ...step, opensDays } : step));
	const { draft } = await draftPage(unit, scenarioId);
	await saveDraft(unit, { scenarioId, seen: draft!.seen, steps });
	const { draft: saved } = await draftPage(unit, scenarioId);
	await publishDraft(unit, { scenarioId, seen: saved!.seen, note: '' });
};

const part = ({ totalMinor }: InvoiceRow, random: Random): bigint =>
	random.chance(0.3) ? totalMinor : (totalMinor * BigInt(random.int(5, 60))) / 100n;

/** After one of these there is never more to ask for: it may happen while mails leave. */
const LESS: readonly Verb[] = [pay, pay, dispute, hold, promise];
const MORE: readonly Verb[] = [resolve, resolve, release, release, withdraw, decide];
const ANY: readonly Verb[] = [...LESS, promise, ...MORE, publish];

interface Happening {
	town: Town;
	today: LocalDate;
	random: Random;
	/** Only what leaves less to ask for. */
	onlyLess?: boolean;
	/** What else may happen. */
	also?: readonly Verb[];
}

/** One verb in one unit of work, which may die before it commits. */
export async function somethingHappens({
	town,
	today,
	random,
	onlyLess,
	also = []
}: Happening): Promise<void> {
	const verb = random.pick(onlyLess ? LESS : [...ANY, ...also]);
	const invoice = random.pick(town.invoices);
	const dies = random.chance(0.1);
	await unitOfWork(town.desk, async (unit) => {
		await verb({ unit, town, invoice, today, random });
		if (dies) throw new Error('died before the commit');
	}).catch(refused);
}

/** What the product refuses (already disputed, nothing left to pay) is none of our business; a fault is. */
function refused(error: unknown): void {
	const isExpected =
		error instanceof Error &&
		(error.name === 'AppError' || /before the commit/.test(error.message));
	if (!isExpected) throw error;
}
