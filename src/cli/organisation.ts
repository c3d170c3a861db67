import { parseArgs } from 'node:util';
import { LANGUAGES } from '$lib/domain/language';
import { m } from '$lib/i18n/paraglide/messages';
import { env } from '$lib/server/env';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { allOrganisations } from '$lib/server/settings/queries';
import { languageOption, print, required, UsageError } from './command';

export const syntax = `organisation create --name NAME --email ADDRESS [--slug SLUG] [--country FR]
    [--time-zone Europe/Paris] [--language ${LANGUAGES.join('|')}] [--currency EUR]`;
export const about = m.cli_about_organisation;

export async function run([verb, ...args]: string[]): Promise<number> {
	if (verb !== 'create') throw new UsageError(m.cli_only({ command: 'organisation create' }));
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			name: text,
			email: text,
			slug: text,
			country: text,
			'time-zone': text,
			language: text,
			currency: text
		}
	});
	const name = required(values.name, 'name');
	const slug = values.slug ?? slugOf(name);
	const existing = await allOrganisations();
	// Public passwords, a shared mailbox and a clock anybody moves: nothing of it belongs beside real customers.
	if (env().DEMO && existing.some(({ demo }) => demo)) throw new UsageError(m.cli_demo_runs());
	if (existing.some((known) => known.slug === slug))
		throw new UsageError(m.cli_slug_taken({ slug }));
	await createOrganisation({
		name,
		slug,
		email: required(values.email, 'email'),
		country: values.country ?? 'FR',
		timeZone: knownTimeZone(values['time-zone'] ?? 'Europe/Paris'),
		language: languageOption(values.language),
		currency: values.currency ?? 'EUR'
	});
	print(m.cli_organisation_created({ slug }));
	return 0;
}

const slugOf = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '') || 'organisation';

function knownTimeZone(name: string): string {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		throw new UsageError(m.cli_time_zone({ name }));
	}
}
