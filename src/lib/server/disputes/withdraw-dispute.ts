import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute } from './lock-dispute';
import { tellStaff, tellUpdate } from './notify-dispute';
import { caseByReference } from './portal-queries';
import { transitionDispute } from './transition-dispute';

/**
 * The customer no longer disagrees; what he contested is due again. Pressed twice, it changes nothing.
 * @throws not_found, transition_not_allowed once it is decided
 */
export async function withdrawDispute(unit: Unit<PortalScope>, reference: string): Promise<void> {
	const about = await caseByReference(unit, reference);
	const { status } = await lockDispute(unit, about.dispute.id);
	if (status === 'withdrawn') return;
	await transitionDispute(unit, about.dispute.id, 'withdrawn');
	const onceKey = `withdrawn:${about.dispute.id}:${unit.now.getTime()}`;
	await tellUpdate(unit, about, 'withdrawn', `dispute-update:${onceKey}`);
	await tellStaff(unit, about, {
		event: 'dispute_withdrawn',
		onceKey: `staff-alert:${onceKey}`,
		text: ''
	});
}
