// npm run bench:sending -- --mails 2000
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import nodemailer from 'nodemailer';
import { deliverAll } from '$lib/server/delivery/deliver';
import { mimeOf } from '$lib/server/delivery/channels/mime';
import { fillOutbox, openBenchWorld } from './bench-world';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { mails: text, connections: text, sink: text } });
const mails = Number(values.mails ?? 2000);
const connections = Number(values.connections ?? 5);

// In a process of its own: its work is nobody's here.
const sink = spawn(process.execPath, [values.sink!], { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(sink.stdout!, 'data');
const url = String(line).trim();
process.env.SMTP_CONNECTIONS = String(connections);
const world = await openBenchWorld(url);

await fillOutbox(world.scope, 50);
await deliverAll();
const written = await sampleLetter();
const bare = await measure(sendBare);
await world.asOwner('delete from delivery');
await fillOutbox(world.scope, mails);
const lag = monitorEventLoopDelay({ resolution: 5 });
lag.enable();
let sent = 0;
const ours = await measure(async () => {
	sent = await deliverAll();
});
lag.disable();

console.log(
	JSON.stringify(
		{
			mails,
			connections,
			barePerSecond: Math.round(mails / bare),
			oursPerSecond: Math.round(sent / ours),
			ratio: Math.round((sent / ours / (mails / bare)) * 1000) / 1000,
			sent,
			rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
			eventLoopLagP99Ms: Math.round(lag.percentile(99) / 1e6)
		},
		null,
		'\t'
	)
);
sink.kill();
await world.close();
process.exit(sent === mails ? 0 : 1);

/** The same letter as ours, already written: what the pool then does is only to send. */
async function sampleLetter() {
	const [row] = await world.asOwner('select subject, html, text from delivery limit 1');
	const { subject, html, text: plain } = row as Record<'subject' | 'html' | 'text', string>;
	return { subject, html, text: plain };
}

async function sendBare(): Promise<void> {
	const pool = nodemailer.createTransport(url, {
		pool: true,
		maxConnections: connections
	} as object);
	const one = async (at: number) => {
		const to = `customer${at}@example.test`;
		await pool.sendMail({
			envelope: { from: 'ar@bench.test', to: [to] },
			raw: await mimeOf({
				...{ from: 'ar@bench.test', fromName: 'Bench SARL', replyTo: 'ar@bench.test' },
				...{
					to,
					toName: `Customer ${at}`,
					messageId: `<bare-${at}@bench>`,
					language: 'fr' as const
				},
				...written
			})
		});
	};
	await Promise.all(Array.from({ length: mails }, (_, at) => one(at)));
	pool.close();
}

async function measure(work: () => Promise<void>): Promise<number> {
	const began = performance.now();
	await work();
	return (performance.now() - began) / 1000;
}
