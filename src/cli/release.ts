import { releaseInstance } from '$lib/server/instance/release';
import { print } from './command';

export const usage = `release                          lets a restored copy send again; stop the old installation first`;

export async function run(): Promise<number> {
	const released = await releaseInstance('command line');
	if (!released) print('Nothing is held.');
	else
		print(
			`Released. Handed to a person: ${released.suspended}. Known from the journal to have left: ${released.remembered}.`
		);
	return 0;
}
