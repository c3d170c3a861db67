import { systemScope, type SystemScope } from '$lib/server/auth/scope';
import { allOrganisations } from '$lib/server/settings/queries';
import { UsageError } from './command';

/** The organisation that `--org` names by its slug, id or name; without it, the only one there is. */
export async function organisationNamed(text: string | undefined): Promise<SystemScope> {
	const all = await allOrganisations();
	const found =
		text === undefined
			? onlyOne(all)
			: all.find((o) => [o.slug, o.organisationId, o.name].includes(text));
	if (!found)
		throw new UsageError(`No organisation is called "${text}". There is: ${listOf(all)}.`);
	return systemScope({
		organisationId: found.organisationId,
		timeZone: found.timeZone,
		actor: 'command line'
	});
}

type Known = Awaited<ReturnType<typeof allOrganisations>>;

function onlyOne(all: Known): Known[number] {
	if (all.length !== 1) throw new UsageError(`Say which organisation with --org: ${listOf(all)}.`);
	return all[0]!;
}

const listOf = (all: Known): string => all.map((o) => o.slug).join(', ') || 'none yet';
