import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { localDateAt } from '$lib/domain/calendar';
import { creditsCsv, creditsJson, type CreditLine } from '$lib/domain/credits/file';
import { AppError } from '$lib/domain/errors';
import { recordAll } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { among, oneOf } from '../db/one-of';
import { creditBatch, creditRequest } from '../db/schema/credits';
import { referencesOf } from '../disputes/named-cases';
import { signedBy } from '../disputes/signed-by';
import { lockWaiting } from './lock-requests';
import type { CreditRequest } from './queries';

/** One file with all that wait for it, and the mark that they left in it: together or not at all. @throws nothing_picked */
export async function exportCredits(unit: Unit<DeskScope>): Promise<{ batchId: string }> {
	const waiting = await lockWaiting(unit);
	if (waiting.length === 0) throw new AppError('nothing_picked');
	const batchId = uuidv7();
	const lines = await linesOf(unit, waiting, batchId);
	await unit.tx.insert(creditBatch).values({
		...{ organisationId: unit.scope.organisationId, id: batchId, requests: lines.length },
		...{ csv: creditsCsv(lines), json: creditsJson(lines) },
		...{ exportedAt: unit.now, exportedByName: unit.scope.user.name }
	});
	await markExported(unit, waiting, batchId);
	await recordAll(
		unit,
		waiting.map(({ id, disputeId, customerId }) => ({
			action: 'dispute.credit_exported',
			subject: { kind: 'dispute', id: disputeId, customerId },
			data: { requestId: id, batchId }
		}))
	);
	return { batchId };
}

const markExported = (unit: Unit<DeskScope>, requests: readonly CreditRequest[], batchId: string) =>
	unit.tx
		.update(creditRequest)
		.set({ batchId })
		.where(
			and(
				eq(creditRequest.organisationId, unit.scope.organisationId),
				among(
					creditRequest.id,
					requests.map(({ id }) => id)
				)
			)
		);

async function linesOf(
	unit: Unit<DeskScope>,
	requests: readonly CreditRequest[],
	batchId: string
): Promise<CreditLine[]> {
	const references = await referencesOf(
		unit,
		requests.map(({ disputeId }) => disputeId)
	);
	const customer = namedCustomers(unit);
	const customers = await unit.tx
		.select({ id: customer.id, code: customer.code, name: customer.name })
		.from(customer)
		.where(oneOf(customer.id, [...new Set(requests.map(({ customerId }) => customerId))]));
	const whose = new Map(customers.map((one) => [one.id, one]));
	const signers = await signedBy(
		unit,
		requests.map(({ resolutionId }) => resolutionId)
	);
	return requests.map(({ id, disputeId, customerId, askedAt, askedByName, ...request }) => ({
		...request,
		requestId: id,
		batchId,
		reference: references.get(disputeId) ?? '',
		customerCode: whose.get(customerId)?.code ?? '',
		customerName: whose.get(customerId)?.name ?? '',
		decidedBy: askedByName,
		signedBy: signers(request.resolutionId),
		decidedOn: localDateAt(askedAt, unit.scope.timeZone)
	}));
}
