import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queuePreference } from '../db/schema/queue-views';
import { offeredView } from './queue-views';

export interface Preference {
	/** What the queue opens with; null for the open cases. */
	defaultViewId?: string | null | undefined;
	singleKeys?: boolean | undefined;
	compact?: boolean | undefined;
}

/** What somebody chooses for himself, on whatever device he works next. @throws not_found */
export async function prefer(unit: Unit<DeskScope>, wanted: Preference): Promise<void> {
	if (wanted.defaultViewId) await offeredView(unit, wanted.defaultViewId);
	const said = Object.fromEntries(
		Object.entries(wanted).filter(([, value]) => value !== undefined)
	);
	if (Object.keys(said).length === 0) return;
	const { organisationId, user } = unit.scope;
	await unit.tx
		.insert(queuePreference)
		.values({ organisationId, id: user.id, ...said })
		.onConflictDoUpdate({
			target: [queuePreference.organisationId, queuePreference.id],
			set: said
		});
	await record(unit, 'queue_preference.changed', { kind: 'user', id: user.id }, said);
}
