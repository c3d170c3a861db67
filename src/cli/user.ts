import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ROLES } from '$lib/domain/access';
import { teamTyped } from '$lib/domain/disputes/teams';
import { LANGUAGES } from '$lib/domain/language';
import { MINIMUM_LENGTH } from '$lib/domain/users/password';
import { m } from '$lib/i18n/paraglide/messages';
import type { InsideScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { accountWithEmail } from '$lib/server/settings/account-queries';
import { createUser } from '$lib/server/settings/create-user';
import { teamsOf } from '$lib/server/settings/team-queries';
import { eraseFactor } from '$lib/server/settings/users/reset-second-factor';
import { choiceOption, languageOption, print, required, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = `user create --email ADDRESS --name NAME --role ${ROLES.join('|')}
    [--org SLUG] [--team TEAM] [--language ${LANGUAGES.join('|')}]
user reset-factor --email ADDRESS [--org SLUG]`;
export const about = m.cli_about_user;

export async function run([verb, ...args]: string[]): Promise<number> {
	if (verb === 'reset-factor') return resetFactor(args);
	if (verb !== 'create')
		throw new UsageError(m.cli_only({ command: 'user create, user reset-factor' }));
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: { org: text, email: text, name: text, role: text, team: text, language: text }
	});
	const fields = {
		email: emailOf(required(values.email, 'email')),
		name: required(values.name, 'name'),
		role: choiceOption(required(values.role, 'role'), 'role', ROLES),
		language: languageOption(values.language)
	};
	const scope = await organisationNamed(values.org);
	const team = values.team ? await unitOfWork(scope, (unit) => teamNamed(unit, values.team!)) : '';
	const typed = await typedPassword();
	const password = typed || randomBytes(15).toString('base64url');
	await createUser(scope, { ...fields, team, password });
	print(
		typed
			? m.cli_user_created({ email: fields.email })
			: m.cli_user_created_password({ email: fields.email, password })
	);
	return 0;
}

/** For the only administrator who lost his telephone and his codes: nobody else could let him in again. */
async function resetFactor(args: string[]): Promise<number> {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ args, options: { org: text, email: text } });
	const email = emailOf(required(values.email, 'email'));
	const scope = await organisationNamed(values.org);
	const account = await accountWithEmail(email);
	if (account?.organisationId !== scope.organisationId)
		throw new UsageError(m.cli_user_unknown({ email }));
	await unitOfWork(scope, (unit) => eraseFactor(unit, account));
	print(m.cli_user_factor_reset({ email }));
	return 0;
}

/** By its key, or as it is called in any language. */
async function teamNamed(unit: Unit<InsideScope>, text: string): Promise<string> {
	const teams = await teamsOf(unit);
	const found = teamTyped(teams, text);
	if (found) return found.key;
	const offered = teams.filter(({ archived }) => !archived).map(({ key }) => key);
	throw new UsageError(m.cli_team_unknown({ text, teams: offered.join(', ') }));
}

function emailOf(text: string): string {
	const { success, data } = z.email().max(254).safeParse(text.toLowerCase());
	if (!success) throw new UsageError(m.cli_email({ text }));
	return data;
}

/** Empty when nobody typed one. Never an option of the command: those are seen in the list of processes. */
async function typedPassword(): Promise<string> {
	const ask = createInterface({
		input: process.stdin,
		output: process.stdin.isTTY ? process.stderr : undefined
	});
	const password = process.stdin.isTTY
		? await ask.question(`${m.cli_password_ask()} `)
		: await firstLine(ask);
	ask.close();
	if (password && password.length < MINIMUM_LENGTH)
		throw new UsageError(m.cli_password_short({ count: MINIMUM_LENGTH }));
	return password;
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
	for await (const line of lines) return line.trim();
	return '';
}
