import { systemScope, type InsideScope, type PortalScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { organisationOf } from '../settings/queries';

/** Invoices of a customer a formal notice that left asks for. */
type Noticed = (unit: Unit<InsideScope>, customerId: string) => Promise<ReadonlySet<string>>;

let noticed: Noticed | undefined;

/** Promises know no dunning: whoever writes formal notices says which invoices are in one. */
export const onFormalNotices = (handler: Noticed): void => {
	noticed = handler;
};

/**
 * Invoices a customer may not promise a date for by himself. A link sees no notices: looked at from inside.
 * @throws when nobody listens: a date would be agreed to after a formal notice, and nobody would know why.
 */
export async function withheldFrom({
	organisationId,
	timeZone,
	customerId
}: PortalScope): Promise<ReadonlySet<string>> {
	if (!noticed) throw new Error('nobody tells of formal notices: none is promised about');
	const ask = noticed;
	return unitOfWork(systemScope({ organisationId, timeZone, actor: 'promises' }), async (unit) =>
		(await organisationOf(unit)).promiseAfterNotice ? new Set() : ask(unit, customerId)
	);
}
