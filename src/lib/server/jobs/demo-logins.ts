import type { Role } from '$lib/domain/access';
import { systemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { DEMO_PASSWORD } from '../db/seed/demo-password';
import { env } from '../env';
import { allOrganisations, usersOf } from '../settings/queries';

interface House {
	organisation: string;
	people: { name: string; email: string; role: Role }[];
}

/** Who can be tried in the demo, one of each role; null where there is none. */
export async function demoLogins(): Promise<{ password: string; houses: House[] } | null> {
	if (!env().DEMO) return null;
	const houses: House[] = [];
	for (const { demo, organisationId, timeZone, name } of await allOrganisations())
		if (demo)
			houses.push({ organisation: name, people: await oneOfEach(organisationId, timeZone) });
	return houses.length > 0 ? { password: DEMO_PASSWORD, houses } : null;
}

const oneOfEach = (organisationId: string, timeZone: string) =>
	unitOfWork(systemScope({ organisationId, timeZone, actor: 'demo' }), async (unit) => {
		const byRole = new Map<Role, House['people'][number]>();
		for (const { name, email, role } of await usersOf(unit))
			if (!byRole.has(role)) byRole.set(role, { name, email, role });
		return [...byRole.values()];
	});
