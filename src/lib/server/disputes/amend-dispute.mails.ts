import type { CaseContent } from '$lib/domain/disputes/amendment';
import { amendmentText } from '$lib/i18n/amendment-words';
import { signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { tellStaff } from './notify-dispute';
import { tellFollowers, updateOf } from './tell-followers';

/** Everybody who follows the case reads what is different, whoever amended it too: he has it in writing. */
export async function tellAmended(
	unit: Unit<PortalScope>,
	about: Case,
	{ amendmentId, before, after }: { amendmentId: string; before: CaseContent; after: CaseContent }
): Promise<void> {
	const by = signatureOf(unit.scope.holder);
	const told = await updateOf(unit, about, 'amended', { by, changed: { before, after } });
	await tellFollowers(unit, about, told, { onceKey: `dispute-amended:${amendmentId}` });
	const { language } = await organisationOf(unit);
	await tellStaff(unit, about, {
		event: 'dispute_amended',
		onceKey: `staff-alert:amended:${amendmentId}`,
		text: amendmentText(before, after, language)
	});
}
