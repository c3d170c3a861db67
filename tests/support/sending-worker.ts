// One process that sends: built by tests/support/bundle.ts, killed by whoever started it.
import { closePool } from '$lib/server/db/client';
import { deliverAll } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';

/** Until told to stop: nothing due is no reason to leave, another process may die and leave its mails. */
const once = process.argv.includes('--once');
process.on('SIGTERM', () => {
	stopped = true;
});
let stopped = false;

process.stdout.write('ready\n');
do {
	const sent = await deliverAll();
	if (sent === 0 && !once) await new Promise((done) => setTimeout(done, 50));
} while (!once && !stopped);
await closePool();
