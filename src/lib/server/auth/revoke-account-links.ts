import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { customerByCode } from '../customers/queries';
import type { Unit } from '../db/client';
import { revokeLinksOfAccount } from './revoke-link';
import type { InsideScope } from './scope';

/** All open doors to one account, or to every account where no code is given. @throws routing_customer_unknown at the field */
export async function revokeAccountLinks(
	unit: Unit<InsideScope>,
	code: string | null
): Promise<{ count: number }> {
	const customerId = code === null ? null : (await accountOf(unit, code)).id;
	const count = await revokeLinksOfAccount(unit, customerId);
	const { organisationId } = unit.scope;
	await record(
		unit,
		'link.all_revoked',
		customerId
			? { kind: 'customer', id: customerId, customerId }
			: { kind: 'organisation', id: organisationId },
		{ count }
	);
	return { count };
}

/** Somebody typed the code: it is for him to look at again. */
const accountOf = (unit: Unit<InsideScope>, code: string) =>
	customerByCode(unit, code).catch((thrown: unknown) => {
		const isUnknown = thrown instanceof AppError && thrown.code === 'not_found';
		throw isUnknown ? new AppError('routing_customer_unknown', {}, 'code') : thrown;
	});
