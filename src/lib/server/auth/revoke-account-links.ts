import { record } from '../audit/record';
import { customerByCode } from '../customers/queries';
import type { Unit } from '../db/client';
import { revokeLinksOfAccount } from './revoke-link';
import type { InsideScope } from './scope';

/** All open doors to one account, or to every account where no code is given. @throws not_found */
export async function revokeAccountLinks(
	unit: Unit<InsideScope>,
	code: string | null
): Promise<{ count: number }> {
	const customerId = code === null ? null : (await customerByCode(unit, code)).id;
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
