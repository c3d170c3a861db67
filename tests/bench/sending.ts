// npm run bench:sending -- --mails 2000
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import nodemailer from 'nodemailer';
import { deliverAll } from '$lib/server/delivery/deliver';
import { mimeOf } from '$lib/server/delivery/channels/mime';
import { fillOutbox, fillWithNotices, openBenchWorld } from './bench-world';

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

const lag = monitorEventLoopDelay({ resolution: 5 });

await fillOutbox(world.scope, 50);
await deliverAll();
const written = await sampleLetter();
const bare = await rateOf(mails, sendBare);
await world.asOwner('delete from delivery');

await fillOutbox(world.scope, mails);
lag.enable();
const plain = await rateOf(mails, deliverAll);
// Each of another customer, whose account is looked at once more before its mail leaves.
await fillWithNotices(world.scope, mails);
const notices = await rateOf(mails, deliverAll);
lag.disable();

const left = await world.asOwner(
	"select count(*)::int as sent from delivery where status = 'sent'"
);
console.log(
	JSON.stringify(
		{
			mails,
			connections,
			barePerSecond: Math.round(bare),
			mailsPerSecond: Math.round(plain),
			mailsRatio: rounded(plain / bare),
			noticesPerSecond: Math.round(notices),
			noticesRatio: rounded(notices / bare),
			sent: left[0]!.sent,
			rssMegabytes: Math.round(process.memoryUsage().rss / 1e6),
			eventLoopLagP99Ms: Math.round(lag.percentile(99) / 1e6)
		},
		null,
		'\t'
	)
);
sink.kill();
await world.close();
process.exit(left[0]!.sent === 2 * mails ? 0 : 1);

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

/** Per second. */
async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return count / ((performance.now() - began) / 1000);
}

function rounded(ratio: number): number {
	return Math.round(ratio * 1000) / 1000;
}
