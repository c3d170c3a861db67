import { m } from '$lib/i18n/paraglide/messages';
import { systemScope, type SystemScope } from '$lib/server/auth/scope';
import { allOrganisations } from '$lib/server/settings/queries';
import { UsageError } from './command';

/** The organisation that `--org` names by its slug, id or name; without it, the only one there is. */
export async function organisationNamed(text: string | undefined): Promise<SystemScope> {
	const all = await allOrganisations();
	return scopeOf(text === undefined ? onlyOne(all) : oneCalled(text, all));
}

/** The one that `--org` names; without it, all of them. */
export async function organisationsNamed(
	text: string | undefined
): Promise<{ slug: string; scope: SystemScope }[]> {
	const all = await allOrganisations();
	const asked = text === undefined ? all : [oneCalled(text, all)];
	return asked.map((each) => ({ slug: each.slug, scope: scopeOf(each) }));
}

const scopeOf = ({ organisationId, timeZone }: Known[number]): SystemScope =>
	systemScope({ organisationId, timeZone, actor: 'command line' });

function oneCalled(text: string, all: Known): Known[number] {
	const found = all.find((o) => [o.slug, o.organisationId, o.name].includes(text));
	if (!found) throw new UsageError(m.cli_no_organisation({ name: text, list: listOf(all) }));
	return found;
}

type Known = Awaited<ReturnType<typeof allOrganisations>>;

function onlyOne(all: Known): Known[number] {
	if (all.length !== 1) throw new UsageError(m.cli_which_organisation({ list: listOf(all) }));
	return all[0]!;
}

const listOf = (all: Known): string => all.map((o) => o.slug).join(', ') || m.cli_none_yet();
