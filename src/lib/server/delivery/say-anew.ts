import { sql } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { jsonText } from '../db/json-text';
import { delivery } from '../db/schema/delivery';
import type { Outgoing } from './outbox';

/** What of these was put before and waits still says what it would say if it were put now. */
export async function sayAnew(unit: Unit<SystemScope>, mails: readonly Outgoing[]): Promise<void> {
	const keys = mails.map(({ onceKey }) => onceKey);
	const facts = mails.map((mail) => jsonText(mail.facts).text);
	await unit.tx.execute(sql`
		update ${delivery} set facts = said.facts::jsonb
		from unnest(${sql.param(keys)}::text[], ${sql.param(facts)}::text[]) as said (once_key, facts)
		where ${delivery.organisationId} = ${unit.scope.organisationId}
			and ${delivery.onceKey} = said.once_key and ${delivery.status} = 'planned'`);
}
