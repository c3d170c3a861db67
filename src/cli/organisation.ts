import { parseArgs } from 'node:util';
import { env } from '$lib/server/env';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { allOrganisations } from '$lib/server/settings/queries';
import { print, required, UsageError } from './command';

export const usage = `organisation create              --name NAME --email ADDRESS [--slug SLUG] [--country FR]
                                 [--time-zone Europe/Paris] [--language fr|en] [--currency EUR]`;

export async function run([verb, ...args]: string[]): Promise<number> {
	if (verb !== 'create') throw new UsageError('Only "organisation create" exists.');
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
	if (env().DEMO && existing.some(({ demo }) => demo))
		throw new UsageError(
			'The demo runs on this database. Set DEMO=off, here and for the server, before you create a real organisation.'
		);
	if (existing.some((known) => known.slug === slug))
		throw new UsageError(`There is already an organisation "${slug}": choose another --slug.`);
	await createOrganisation({
		name,
		slug,
		email: required(values.email, 'email'),
		country: values.country ?? 'FR',
		timeZone: knownTimeZone(values['time-zone'] ?? 'Europe/Paris'),
		language: values.language === 'en' ? 'en' : 'fr',
		currency: values.currency ?? 'EUR'
	});
	print(`Created. In other commands it is --org ${slug}`);
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
		throw new UsageError(`"${name}" is not a time zone: write one like Europe/Paris.`);
	}
}
