import { parseArgs } from 'node:util';
import { m } from '$lib/i18n/paraglide/messages';
import { unitOfWork } from '$lib/server/db/client';
import { beat } from '$lib/server/sources/beat';
import { sourcesOf } from '$lib/server/sources/queries';
import { print, required, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const syntax = 'heartbeat --source NAME [--org SLUG]';
export const about = m.cli_about_heartbeat;

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
				sources.length
					? m.cli_no_source({ name, list: sources.map((one) => one.name).join(', ') })
					: m.cli_no_source_yet({ name })
			);
		await beat(unit, { sourceId: source.id, via: 'command_line' });
	});
	print(m.cli_heartbeat_heard({ name }));
	return 0;
}
