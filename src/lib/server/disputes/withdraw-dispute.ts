import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { endedFacts } from './ended-facts';
import { lockDispute, refuseWhenOutdated } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { caseByReference } from './portal-queries';
import { moveCase } from './move-case';
import { quietIfWithdrawn } from './quiet-after-end';
import { updateOf } from './tell-followers';

/**
 * The customer no longer disagrees; what he contested is due again. Pressed twice, it changes nothing.
 * @throws not_found, transition_not_allowed once it is decided
 */
export async function withdrawDispute(
	unit: Unit<PortalScope>,
	reference: string,
	seen?: string
): Promise<void> {
	const about = await caseByReference(unit, reference);
	const { status } = await lockDispute(unit, about.dispute.id);
	if (status === 'withdrawn') return;
	await refuseWhenOutdated(unit, about.dispute.id, seen);
	const ended = await endedFacts(unit, about, await quietIfWithdrawn(unit, about));
	await moveCase(unit, about, 'withdrawn', {
		told: await updateOf(unit, about, 'withdrawn', { ended })
	});
	await tellStaff(unit, about, {
		event: 'dispute_withdrawn',
		onceKey: `staff-alert:withdrawn:${about.dispute.id}:${unit.now.getTime()}`,
		text: ''
	});
}
