import { eq } from 'drizzle-orm';
import { isPayPage, PAY_PAGE_NAMES } from '$lib/domain/receivables/pay-page';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { organisationOf } from './queries';

/**
 * Where customers pay online; '' = nowhere. It is money's way, so the audit keeps what it was before.
 * @throws pay_page_invalid what is no https address, or names something a transfer does not have
 */
export async function changePayPage(unit: Unit<InsideScope>, payPage: string): Promise<void> {
	if (payPage && !isPayPage(payPage))
		throw new AppError('pay_page_invalid', PAY_PAGE_NAMES, 'payPage');
	const { organisationId: id } = unit.scope;
	const { payPage: before } = await organisationOf(unit);
	if (before === payPage) return;
	await unit.tx.update(organisation).set({ payPage }).where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.pay_page_changed',
		{ kind: 'organisation', id },
		{ before, after: payPage }
	);
}
