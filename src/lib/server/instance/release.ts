import { eq } from 'drizzle-orm';
import { record } from '../audit/record';
import { systemScope, type SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { acrossOrganisations, unitOfWork, type Tx } from '../db/client';
import { instance } from '../db/schema/instance';
import { keepForgotten } from '../delivery/journal';
import { suspendUnderWay } from '../delivery/suspend-under-way';
import { wakeDelivery } from '../delivery/wake';
import { allOrganisations } from '../settings/queries';
import { isHeld, lockHeart } from './pulse';
import { readPulse, writePulse } from './pulse-file';

/** Far above every beat that any replica's files may remember. */
const LEAP = 100_000;

export interface Released {
	/** Mails handed to a person. */
	suspended: number;
	/** Mails known from the journal to have left after the backup. */
	remembered: number;
}

/**
 * A person says that this copy is the one that goes on. What was under way in the backup is not sent
 * again by itself, what left after it is remembered from the journal, and what is planned is looked at
 * again. Null when nothing is held.
 */
export async function releaseInstance(by: string): Promise<Released | null> {
	const backup = await acrossOrganisations(lockHeart);
	if (!isHeld(backup)) return null;
	// Still held: a crash between here and the end leaves it held, and releasing again does the rest.
	const remembered = keepForgotten(backup.pulse);
	let suspended = 0;
	for (const { organisationId, timeZone } of await allOrganisations()) {
		const scope = systemScope({ organisationId, timeZone, actor: by });
		suspended += await suspendIn(scope, remembered);
	}
	writePulse(await acrossOrganisations((tx) => release(tx, by)));
	wakeDelivery();
	return { suspended, remembered };
}

const suspendIn = (scope: SystemScope, remembered: number): Promise<number> =>
	unitOfWork(scope, async (unit) => {
		const suspended = await suspendUnderWay(unit);
		const subject = { kind: 'organisation', id: scope.organisationId } as const;
		await record(unit, 'instance.released', subject, { suspended, remembered });
		return suspended;
	});

async function release(tx: Tx, by: string): Promise<number> {
	const { pulse } = await lockHeart(tx);
	const next = Math.max(pulse, readPulse()?.pulse ?? 0) + LEAP;
	const at = machineNow();
	await tx
		.update(instance)
		.set({ pulse: next, pulsedAt: at, releasedAt: at, releasedBy: by })
		.where(eq(instance.id, 1));
	return next;
}
