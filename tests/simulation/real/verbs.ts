import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { holdCustomer } from '$lib/server/customers/hold-customer';
import { releaseHold } from '$lib/server/customers/release-hold';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import type { DeskScope } from '$lib/server/auth/scope';
import type { Random } from '$lib/server/db/seed/random';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import { logDispute } from '$lib/server/disputes/log-dispute';
import { resolveDispute } from '$lib/server/disputes/resolve-dispute';
import { recordPayment } from '$lib/server/payments/record-payment';
import { asOwner } from '../../support/database';
import type { InvoiceRow } from '../../support/factories';
import type { Town } from './town';

interface Moment {
	unit: Unit<DeskScope>;
	town: Town;
	invoice: InvoiceRow;
	today: LocalDate;
	random: Random;
}
type Verb = (moment: Moment) => Promise<unknown>;

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

const part = ({ totalMinor }: InvoiceRow, random: Random): bigint =>
	random.chance(0.3) ? totalMinor : (totalMinor * BigInt(random.int(5, 60))) / 100n;

/** After one of these there is never more to ask for: it may happen while mails leave. */
const LESS: readonly Verb[] = [pay, pay, dispute, hold];
const ANY: readonly Verb[] = [...LESS, resolve, resolve, release, release];

interface Happening {
	town: Town;
	today: LocalDate;
	random: Random;
	/** Only what leaves less to ask for. */
	onlyLess?: boolean;
}

/** One verb in one unit of work, which may die before it commits. */
export async function somethingHappens({
	town,
	today,
	random,
	onlyLess
}: Happening): Promise<void> {
	const verb = random.pick(onlyLess ? LESS : ANY);
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
