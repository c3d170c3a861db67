// npm run prove:sending -- --mails 2000 --kills 50 --connections 5, and with --notices for reminders
import path from 'node:path';
import { parseArgs } from 'node:util';
import { now, setClock } from '$lib/server/clock';
import { startFaultySmtp } from '../support/faulty-smtp';
import { fillOutbox, fillWithNotices, openBenchWorld } from './bench-world';
import { proveSending } from './prove-sending';

const text = { type: 'string' } as const;
const { values } = parseArgs({
	options: {
		...{ mails: text, kills: text, workers: text, connections: text, script: text },
		notices: { type: 'boolean' }
	}
});

const smtp = await startFaultySmtp();
process.env.SMTP_CONNECTIONS = values.connections ?? '5';
process.env.WITNESS_ADDRESS = 'witness@bench.test';
const world = await openBenchWorld(smtp.url);
// Reminders are claimed together, other mails one by one.
const fill = values.notices ? fillWithNotices : fillOutbox;
await fill(world.scope, Number(values.mails ?? 2000));
const proof = await proveSending({
	script: path.resolve(values.script!),
	scope: world.scope,
	smtp,
	kills: Number(values.kills ?? 50),
	workers: Number(values.workers ?? 2),
	asOwner: world.asOwner,
	laterByGrace: () => setClock(new Date(now().getTime() + 20 * 60_000)),
	random: Math.random
});
for (const [at, left] of proof.leftByKill.entries())
	console.error(`kill ${at + 1}: ${left} of at most ${proof.connections} mails left in doubt`);
console.log(JSON.stringify(proof, null, '\t'));
await smtp.close();
await world.close();
const { duplicates, lost, underWay, unknown, withWitness } = proof;
const isKept =
	duplicates + lost + underWay + withWitness.duplicates + withWitness.lost + withWitness.unknown ===
		0 &&
	withWitness.accepted === proof.mails &&
	unknown <= proof.allowedUnknown &&
	proof.shown === unknown;
process.exit(isKept ? 0 : 1);
