import { and, desc, eq, gt, ne } from 'drizzle-orm';
import { deviceName } from '$lib/domain/users/device';
import { machineNow } from '../clock';
import type { Unit } from '../db/client';
import { session, signInStep } from '../db/schema/sessions';
import { hashOf } from './hash';
import type { InsideScope } from './scope';

const ofUser = ({ scope }: Unit<InsideScope>, userId: string) =>
	and(eq(session.organisationId, scope.organisationId), eq(session.userId, userId));

/** Those that are open, the newest first. `mine`: the one who asks comes with. */
export async function sessionsOf(unit: Unit<InsideScope>, userId: string, mine: string | null) {
	const at = machineNow();
	const rows = await unit.tx
		.select()
		.from(session)
		.where(and(ofUser(unit, userId), gt(session.expiresAt, at), gt(session.endsAt, at)))
		.orderBy(desc(session.createdAt));
	const own = mine === null ? null : hashOf(mine);
	return rows.map(({ idHash, createdAt, userAgent }) => ({
		since: createdAt,
		device: deviceName(userAgent),
		mine: idHash === own
	}));
}

/** At once, on every replica: the next request of each finds none. @returns how many */
export async function endSessionsOf(
	unit: Unit<InsideScope>,
	userId: string,
	except: string | null = null
): Promise<number> {
	const { organisationId } = unit.scope;
	await unit.tx
		.delete(signInStep)
		.where(and(eq(signInStep.organisationId, organisationId), eq(signInStep.userId, userId)));
	const { rowCount } = await unit.tx
		.delete(session)
		.where(
			and(ofUser(unit, userId), except === null ? undefined : ne(session.idHash, hashOf(except)))
		);
	return rowCount ?? 0;
}
