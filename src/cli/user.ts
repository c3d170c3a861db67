import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ROLES, type Role } from '$lib/domain/access';
import { createUser } from '$lib/server/settings/create-user';
import { print, required, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `user create                      --email ADDRESS --name NAME --role ${ROLES.join('|')}
                                 [--org SLUG] [--team TEAM] [--language fr|en]; the password is
                                 read from the standard input, or made and printed once`;

const MINIMUM_LENGTH = 12;

export async function run([verb, ...args]: string[]): Promise<number> {
	if (verb !== 'create') throw new UsageError('Only "user create" exists.');
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: { org: text, email: text, name: text, role: text, team: text, language: text }
	});
	const fields = {
		email: emailOf(required(values.email, 'email')),
		name: required(values.name, 'name'),
		role: roleOf(required(values.role, 'role')),
		team: values.team ?? '',
		language: values.language === 'en' ? ('en' as const) : ('fr' as const)
	};
	const scope = await organisationNamed(values.org);
	const typed = await typedPassword();
	const password = typed || randomBytes(15).toString('base64url');
	await createUser(scope, { ...fields, password });
	print(
		typed
			? `${fields.email} can sign in.`
			: `${fields.email} can sign in with the password ${password}`
	);
	return 0;
}

function emailOf(text: string): string {
	const { success, data } = z.email().max(254).safeParse(text.toLowerCase());
	if (!success) throw new UsageError(`"${text}" is not an e-mail address.`);
	return data;
}

function roleOf(text: string): Role {
	const role = ROLES.find((known) => known === text);
	if (!role) throw new UsageError(`"${text}" is not a role: choose ${ROLES.join(', ')}.`);
	return role;
}

/** Empty when nobody typed one. Never an option of the command: those are seen in the list of processes. */
async function typedPassword(): Promise<string> {
	const ask = createInterface({
		input: process.stdin,
		output: process.stdin.isTTY ? process.stderr : undefined
	});
	const password = process.stdin.isTTY
		? await ask.question('Password (shown as you type; leave it empty to have one made): ')
		: await firstLine(ask);
	ask.close();
	if (password && password.length < MINIMUM_LENGTH)
		throw new UsageError(`The password needs at least ${MINIMUM_LENGTH} characters.`);
	return password;
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
	for await (const line of lines) return line.trim();
	return '';
}
