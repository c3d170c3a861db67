import { m } from '$lib/i18n/paraglide/messages';
import { releaseInstance } from '$lib/server/instance/release';
import '$lib/server/jobs/notice-hooks';
import { print } from './command';

export const syntax = 'release';
export const about = m.cli_about_release;

export async function run(): Promise<number> {
	const released = await releaseInstance('command line');
	print(released ? m.cli_release_done(released) : m.cli_release_nothing());
	return 0;
}
