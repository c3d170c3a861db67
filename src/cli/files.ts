import { parseArgs } from 'node:util';
import { m } from '$lib/i18n/paraglide/messages';
import { hasScanner } from '$lib/server/attachments/clamd';
import { letThrough } from '$lib/server/attachments/let-through';
import { unitOfWork } from '$lib/server/db/client';
import { done, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = 'files let-through [--org SLUG]';
export const about = m.cli_about_files;

export async function run([verb = '', ...args]: string[]): Promise<number> {
	if (verb !== 'let-through') throw new UsageError(m.cli_only({ command: 'files let-through' }));
	const { values } = parseArgs({ args, options: { org: { type: 'string' } } });
	// What can still be asked is asked: nobody opens by hand what the antivirus is about to refuse.
	if (hasScanner()) throw new UsageError(m.cli_files_scanner());
	const scope = await organisationNamed(values.org);
	return done(m.cli_files_let_through({ count: await unitOfWork(scope, letThrough) }));
}
