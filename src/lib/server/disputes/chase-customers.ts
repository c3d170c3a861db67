import { isWorkingDay } from '$lib/domain/calendar';
import { remindsCustomer } from '$lib/domain/disputes/silent-customer';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { askedOfCustomers } from './asked-of-customers';
import { caseOf } from './case-queries';
import { isDispute, lockDispute } from './lock-dispute';
import { tellUnanswered } from './tell-unanswered';

/** Customers who were asked something and do not answer are reminded; then the case is a row of its officer's day. */
export async function chaseCustomers(scope: SystemScope): Promise<void> {
	for (const disputeId of await unitOfWork(scope, (unit) => dueToday(unit)))
		await unitOfWork(scope, (unit) => remind(unit, disputeId)).catch((error: unknown) =>
			log('error', 'customer.not_chased', { disputeId, error })
		);
}

/** @param among missing: all of the house */
async function dueToday(unit: Unit<SystemScope>, among?: readonly string[]): Promise<string[]> {
	const calendar = await workingCalendarOf(unit);
	if (!isWorkingDay(unit.today, calendar)) return [];
	return [...(await askedOfCustomers(unit, among))].flatMap(([id, asked]) =>
		remindsCustomer(asked, unit.today, calendar) ? [id] : []
	);
}

async function remind(unit: Unit<SystemScope>, disputeId: string): Promise<void> {
	await lockDispute(unit, disputeId);
	// Read again behind the lock: he may have answered, or another replica reminded him.
	if ((await dueToday(unit, [disputeId])).length === 0) return;
	const about = await caseOf(unit, disputeId);
	await unit.tx
		.update(dispute)
		.set({ customerRemindedOn: unit.today })
		.where(isDispute(unit, disputeId));
	await tellUnanswered(unit, about);
	const subject = { kind: 'dispute', id: disputeId, customerId: about.customer.id } as const;
	await record(unit, 'dispute.customer_reminded', subject, {});
}
