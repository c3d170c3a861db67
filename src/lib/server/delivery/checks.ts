import { sql, type SQL } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { CHECKED_DAYS, type Check } from '../checks/check';
import type { Unit } from '../db/client';
import { copiesToExpect } from './witness/recent-copies';
import { hasWitness } from './witness/settings';

/** What was promised of sending, asked of the rows themselves. */
export const deliveryChecks: readonly Check[] = [
	{
		// One accepted mail per notice and address, and no two mails of one name.
		name: 'sent_twice',
		broken: (unit) =>
			idsOf(
				unit,
				sql`select min(d.id::text) as id from delivery d
				where ${ours(unit)} and d.status = 'sent' and d.notice_id is not null
				group by d.notice_id, d.to_email having count(*) > 1
				union all
				select min(d.id::text) from delivery d where ${ours(unit)}
				group by d.message_id having count(*) > 1`
			)
	},
	{
		name: 'sent_without_proof',
		broken: (unit) =>
			idsOf(
				unit,
				sql`select d.id from delivery d where ${ours(unit)} and d.status = 'sent'
				and (coalesce(d.message_id, '') = '' or coalesce(d.response, '') = '' or d.sent_at is null)`
			)
	},
	{
		name: 'stuck_sending',
		broken: (unit) =>
			idsOf(
				unit,
				sql`select d.id from delivery d
				where d.organisation_id = ${unit.scope.organisationId} and d.status = 'claimed'
				and coalesce(d.lease_until, '-infinity') < ${hoursBefore(machineNow(), 1)}::timestamptz`
			)
	},
	{
		name: 'waits_too_long',
		broken: (unit) =>
			idsOf(
				unit,
				sql`select d.id from delivery d
				where d.organisation_id = ${unit.scope.organisationId} and d.status in ('planned', 'retry')
				and d.next_attempt_at < ${unit.now.toISOString()}::timestamptz
				and d.created_at < ${hoursBefore(unit.now, 48)}::timestamptz`
			)
	},
	{
		name: 'witness_late',
		applies: hasWitness,
		broken: async (unit) =>
			hasWitness()
				? (await copiesToExpect(unit)).filter(({ witnessedAt }) => !witnessedAt).map(({ id }) => id)
				: []
	}
];

const hoursBefore = (at: Date, hours: number): string =>
	new Date(at.getTime() - hours * 3_600_000).toISOString();

const ours = (unit: Unit<SystemScope>): SQL =>
	sql`d.organisation_id = ${unit.scope.organisationId} and d.created_at > ${hoursBefore(unit.now, CHECKED_DAYS * 24)}::timestamptz`;

async function idsOf(unit: Unit<SystemScope>, query: SQL): Promise<string[]> {
	const { rows } = await unit.tx.execute<{ id: string }>(query);
	return rows.map(({ id }) => id);
}
