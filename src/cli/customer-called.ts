import { AppError } from '$lib/domain/errors';
import { m } from '$lib/i18n/paraglide/messages';
import type { SystemScope } from '$lib/server/auth/scope';
import { customerByCode, type Customer } from '$lib/server/customers/queries';
import type { Unit } from '$lib/server/db/client';
import { UsageError } from './command';

/** @throws UsageError when nobody has this code */
export async function customerCalled(unit: Unit<SystemScope>, code: string): Promise<Customer> {
	try {
		return await customerByCode(unit, code);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		throw new UsageError(m.cli_no_customer({ code }));
	}
}
