import { eq, sql } from 'drizzle-orm';
import { heldBecause, type HoldReason } from '$lib/domain/instance/restored';
import { machineNow } from '../clock';
import { acrossOrganisations, type Tx } from '../db/client';
import { instance } from '../db/schema/instance';
import { log } from '../log';
import { readPulse, writePulse } from './pulse-file';

export interface Beat {
	/** A restored copy: nothing is planned or sent until an admin releases it. */
	held: boolean;
	pulse: number;
}

/**
 * One more beat of this installation, in the database and beside the files. Where the two do not fit
 * together one of them was restored from a backup: it is held. Every replica beats the same heart.
 */
export async function beat(): Promise<Beat> {
	const result = await acrossOrganisations(async (tx) => {
		const row = await lockHeart(tx);
		const why = isHeld(row) ? null : whyHeld(row);
		if (why) await hold(tx, why);
		if (why || isHeld(row)) return { held: true, pulse: row.pulse };
		return { held: false, pulse: await raise(tx) };
	});
	// After the commit: the files never know more than the database, unless it was restored.
	if (!result.held) writePulse(result.pulse);
	lastPulse = result.pulse;
	return result;
}

let lastPulse = 0;

/** The beat in which this process does what it does just now. */
export const pulseNow = (): number => lastPulse;

export type Heart = typeof instance.$inferSelect;

export const isHeld = ({ heldAt, releasedAt }: Pick<Heart, 'heldAt' | 'releasedAt'>): boolean =>
	heldAt !== null && (releasedAt === null || releasedAt < heldAt);

/** Locked, so that two replicas beat one after the other. A new database takes up the beat of its files. */
export async function lockHeart(tx: Tx): Promise<Heart> {
	await tx
		.insert(instance)
		.values({ id: 1, pulse: readPulse()?.pulse ?? 0, pulsedAt: machineNow() })
		.onConflictDoNothing();
	const [row] = await tx.select().from(instance).where(eq(instance.id, 1)).for('update');
	return row!;
}

const whyHeld = ({ pulse, pulsedAt }: Heart): HoldReason | null =>
	heldBecause({ pulse, pulsedAt }, readPulse(), machineNow());

async function hold(tx: Tx, why: HoldReason): Promise<void> {
	await tx.update(instance).set({ heldAt: machineNow() }).where(eq(instance.id, 1));
	log('error', 'instance.held', { why });
}

async function raise(tx: Tx): Promise<number> {
	const [row] = await tx
		.update(instance)
		.set({ pulse: sql`${instance.pulse} + 1`, pulsedAt: machineNow() })
		.where(eq(instance.id, 1))
		.returning({ pulse: instance.pulse });
	return row!.pulse;
}
