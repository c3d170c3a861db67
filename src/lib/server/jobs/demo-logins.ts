import type { Role } from '$lib/domain/access';
import { passwordMatches } from '../auth/password';
import { systemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { DEMO_PASSWORD } from '../db/seed/demo-password';
import { env } from '../env';
import { passwordHashesOf } from '../settings/account-queries';
import { allOrganisations, usersOf } from '../settings/queries';

interface House {
	organisation: string;
	people: { name: string; email: string; role: Role }[];
}

/** Who can be tried in the demo with its password, one of each role; null where there is none. */
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
		const hashes = await passwordHashesOf(unit);
		for (const { id, name, email, role } of await usersOf(unit))
			if (!byRole.has(role) && (await opens(hashes.get(id))))
				byRole.set(role, { name, email, role });
		return [...byRole.values()];
	});

/** All whom the demo came with share one: it is tried once. */
const tried = new Map<string, Promise<boolean>>();

/** Whoever was invited has a password of his own, or none yet; whoever changed his has another one. */
function opens(hash = ''): Promise<boolean> {
	const known = tried.get(hash) ?? passwordMatches(hash, DEMO_PASSWORD).catch(() => false);
	tried.set(hash, known);
	return known;
}
