import { uuidv7 } from 'uuidv7';
import type { ResidualReason } from '$lib/domain/credits/residual';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { allocation, payment } from '../db/schema/payments';
import { writeOff } from '../db/schema/write-offs';

export interface RestToWriteOff {
	disputeId: string;
	customerId: string;
	invoiceId: string;
	invoiceNumber: string;
	amountMinor: bigint;
	currency: string;
	reason: ResidualReason;
}

/** The whole rest of an invoice that is held, once. @throws residual_once */
export async function writeOffRest(unit: Unit<DeskScope>, rest: RestToWriteOff): Promise<void> {
	const { organisationId, user } = unit.scope;
	const { disputeId, customerId, invoiceId, invoiceNumber, amountMinor, currency, reason } = rest;
	const common = { organisationId, customerId };
	const paymentId = uuidv7();
	await unit.tx.insert(payment).values({
		...{ ...common, id: paymentId, receivedOn: unit.today, currency, totalMinor: amountMinor },
		...{ reference: invoiceNumber, source: 'write_off' as const, createdAt: unit.now }
	});
	const written = await unit.tx
		.insert(writeOff)
		.values({
			...{
				...common,
				id: uuidv7(),
				disputeId,
				invoiceId,
				paymentId,
				amountMinor,
				currency,
				reason
			},
			...{ on: unit.today, at: unit.now, byId: user.id, byName: user.name }
		})
		.onConflictDoNothing()
		.returning({ id: writeOff.id });
	if (written.length === 0) throw new AppError('residual_once');
	await unit.tx.insert(allocation).values({
		...{ ...common, id: uuidv7(), invoiceId, paymentId, amountMinor },
		...{ allocatedOn: unit.today, createdAt: unit.now }
	});
}
