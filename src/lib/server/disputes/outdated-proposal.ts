import { formatMoney } from '$lib/i18n/format';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import type { Unit } from '../db/client';
import type { PromiseReader } from '../promises/made-promises';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { payableInParts } from './in-parts';
import { tellStaff } from './notify-dispute';
import type { ProposalRow } from './proposals';

/** The customer said yes to a sum that is not open any more: staff reads what is, and offers again. */
export async function tellOutdated(
	unit: Unit<PromiseReader>,
	about: Case,
	row: ProposalRow
): Promise<void> {
	const open = await payableInParts(unit, about, row.covers ?? 'disputed');
	const { language } = await organisationOf(unit);
	await tellStaff(unit, about, {
		event: 'proposal_outdated',
		// Whoever presses the button again need not tell it twice.
		onceKey: `staff-alert:proposal-outdated:${row.id}`,
		text: say('follow_outdated_open', { amount: formatMoney(open, language) }, language),
		amount: open
	});
	await record(
		unit,
		'dispute.proposal_outdated',
		{ kind: 'dispute', id: about.dispute.id, customerId: about.customer.id },
		{ proposalId: row.id, openMinor: open.minor }
	);
}
