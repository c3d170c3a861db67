import { m } from '$lib/i18n/paraglide/messages';
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
	if (!found) throw new UsageError(m.cli_no_organisation({ name: text ?? '', list: listOf(all) }));
	return systemScope({
		organisationId: found.organisationId,
		timeZone: found.timeZone,
		actor: 'command line'
	});
}

type Known = Awaited<ReturnType<typeof allOrganisations>>;

function onlyOne(all: Known): Known[number] {
	if (all.length !== 1) throw new UsageError(m.cli_which_organisation({ list: listOf(all) }));
	return all[0]!;
}

const listOf = (all: Known): string => all.map((o) => o.slug).join(', ') || m.cli_none_yet();
