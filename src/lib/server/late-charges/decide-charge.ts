import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateCharge } from '../db/schema/late-charges';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { invoiceById } from '../invoices/queries';
import { accruedOf } from './accrued';
import type { ChargeKind, LateChargeRow } from './queries';

export interface ChargeRequest {
	invoiceId: string;
	kind: ChargeKind;
	/** What the person saw: when it has changed meanwhile, nothing is decided. */
	amountMinor: bigint;
	reason?: string;
	noticeId?: string;
}

/**
 * Decides about all that has accrued and is not decided yet, up to today.
 * @throws not_found, conflict when it is no longer the sum that was seen
 */
export async function decideCharge(
	unit: Unit<InsideScope>,
	decision: 'claimed' | 'waived',
	{ invoiceId, kind, amountMinor, reason = '', noticeId }: ChargeRequest
): Promise<string> {
	// Two people who press at the same time decide once.
	await lockInvoicesById(unit, [invoiceId]);
	const { customerId, currency } = await invoiceById(unit, invoiceId);
	const [accrued] = await accruedOf(unit, [invoiceId], unit.today);
	if (amountMinor <= 0n || accrued!.standing[kind].undecidedMinor !== amountMinor)
		throw new AppError('conflict');
	return writeCharge(unit, {
		customerId,
		invoiceId,
		kind,
		decision,
		untilOn: unit.today,
		amountMinor,
		currency,
		reason,
		chargeId: null,
		noticeId: noticeId ?? null
	});
}

type NewCharge = Omit<LateChargeRow, 'organisationId' | 'id' | 'at' | 'by'>;

export async function writeCharge(unit: Unit<InsideScope>, charge: NewCharge): Promise<string> {
	const id = uuidv7();
	const { organisationId } = unit.scope;
	const by = actorOf(unit.scope).name;
	await unit.tx.insert(lateCharge).values({ ...charge, organisationId, id, at: unit.now, by });
	const { customerId, invoiceId, kind, decision, amountMinor, currency, reason, untilOn } = charge;
	await record(
		unit,
		`late_charge.${decision}`,
		{ kind: 'late_charge', id, customerId },
		{ invoiceId, kind, amountMinor, currency, reason, untilOn, chargeId: charge.chargeId }
	);
	return id;
}
