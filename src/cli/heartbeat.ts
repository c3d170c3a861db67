import { parseArgs } from 'node:util';
import { unitOfWork } from '$lib/server/db/client';
import { beat } from '$lib/server/sources/beat';
import { sourcesOf } from '$lib/server/sources/queries';
import { print, required, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `heartbeat                        --source NAME [--org SLUG]: say that a source of payments or invoices
                                 was looked at and has nothing new; the reminders that waited for it go on`;

export async function run(args: string[]): Promise<number> {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ args, options: { org: text, source: text } });
	const name = required(values.source, 'source');
	const scope = await organisationNamed(values.org);
	await unitOfWork(scope, async (unit) => {
		const sources = await sourcesOf(unit);
		const source = sources.find((one) => one.name === name || one.id === name);
		if (!source)
			throw new UsageError(
				`No source is called "${name}". There is: ${sources.map((one) => one.name).join(', ') || 'none yet'}.`
			);
		await beat(unit, { sourceId: source.id, via: 'command_line' });
	});
	print(`${name}: heard.`);
	return 0;
}
