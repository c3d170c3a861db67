import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from './queries';

/** Who is owed, as it names itself to its customers wherever they read it. */
export async function creditorOf(unit: Unit<Scope>) {
	const { name, legalName, accent, address, registration, phone, email } =
		await organisationOf(unit);
	return { name, legalName, accent, address, registration, phone, email };
}
