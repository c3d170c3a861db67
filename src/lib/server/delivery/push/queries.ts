import { and, eq, isNull } from 'drizzle-orm';
import { devicesOf, type AskedDevice, type Told } from '$lib/domain/delivery/devices';
import { linksByIds, type LinkFacts } from '../../auth/link-queries';
import { fromInside } from '../../auth/from-inside';
import type { InsideScope, Scope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { pushSubscription } from '../../db/schema/push-subscriptions';

type Row = typeof pushSubscription.$inferSelect;
export type Device = Row & AskedDevice & { link: LinkFacts };

/** The devices somebody is told on now, the newest first; whoever asks sees no link of anybody. */
export async function liveDevicesOf(unit: Unit<Scope>, person: Told): Promise<Device[]> {
	const { scope } = unit;
	if (scope.audience === 'desk' || scope.audience === 'system')
		return readDevices(unit as Unit<InsideScope>, person);
	return fromInside(unit, (beside) => readDevices(beside, person));
}

async function readDevices(unit: Unit<InsideScope>, person: Told): Promise<Device[]> {
	const rows = await unit.tx
		.select()
		.from(pushSubscription)
		.where(
			and(
				eq(pushSubscription.organisationId, unit.scope.organisationId),
				eq(pushSubscription.customerId, person.customerId),
				isNull(pushSubscription.endedAt)
			)
		);
	return devicesOf(await withLinks(unit, rows), person, unit.now);
}

/** One device, whatever became of it; null when it is forgotten. */
export async function deviceById(unit: Unit<InsideScope>, id: string): Promise<Device | null> {
	const rows = await unit.tx
		.select()
		.from(pushSubscription)
		.where(
			and(
				eq(pushSubscription.organisationId, unit.scope.organisationId),
				eq(pushSubscription.id, id)
			)
		);
	return (await withLinks(unit, rows))[0] ?? null;
}

async function withLinks(unit: Unit<InsideScope>, rows: readonly Row[]): Promise<Device[]> {
	const links = await linksByIds(unit, [...new Set(rows.map(({ linkId }) => linkId))]);
	return rows.flatMap((row) => {
		const link = links.get(row.linkId);
		return link ? { ...row, link } : [];
	});
}
