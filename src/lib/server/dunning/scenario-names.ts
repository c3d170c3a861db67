import { eq, sql } from 'drizzle-orm';
import { freeName, isSameName } from '$lib/domain/dunning/free-name';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { scenario } from '../db/schema/scenarios';

export const LONGEST_NAME = 100;

/** @throws name_taken when another scenario bears it, archived or not */
export async function refuseTakenName(
	unit: Unit<InsideScope>,
	name: string,
	except?: string
): Promise<void> {
	const others = (await namesIn(unit)).filter(({ id }) => id !== except);
	if (others.some((one) => isSameName(one.name, name)))
		throw new AppError('name_taken', {}, 'name');
}

export const freeNameIn = async (unit: Unit<InsideScope>, name: string): Promise<string> =>
	freeName(
		name,
		(await namesIn(unit)).map((one) => one.name),
		LONGEST_NAME
	);

/** Two people who want the same name at once: one after the other. */
async function namesIn(unit: Unit<InsideScope>) {
	const { organisationId } = unit.scope;
	await unit.tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`scenario-names:${organisationId}`}, 0))`
	);
	return unit.tx
		.select({ id: scenario.id, name: scenario.name })
		.from(scenario)
		.where(eq(scenario.organisationId, organisationId));
}
