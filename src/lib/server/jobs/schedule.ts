import { schedule, type ScheduledTask } from 'node-cron';
import { scanFiles } from '../attachments/scan-files';
import { onScanWanted } from '../attachments/scan-wake';
import { deliverByProviders, deliverMails } from '../delivery/deliver';
import { onDeliveryWanted } from '../delivery/wake';
import { env } from '../env';
import { takeInMails } from '../inbound/take-in-mails';
import { log } from '../log';
import { hourly } from './hourly';
import { tick } from './tick';
import { Turns } from './turns';

const EVERY_TWO_MINUTES = '*/2 * * * *';
const EVERY_MINUTE = '* * * * *';
const EVERY_HOUR = '7 * * * *';
const EVERY_FIFTEEN_SECONDS = '*/15 * * * * *';
/** Each rings by itself: a mail does not wait until a provider answers, nor a text for the mail server. */
const DELIVERIES = [
	['mails', deliverMails],
	['texts and post', deliverByProviders]
] as const;
/** A mail just put in the outbox leaves with the others of the same moment. */
const WAKE_MS = 300;

let tasks: ScheduledTask[] = [];
let wake: NodeJS.Timeout | undefined;
let turns: Turns;

/** Starts once; the database decides what there is to do, this only rings. */
export function startEngine(): void {
	if (tasks.length > 0 || !env().ENGINE) return;
	turns = new Turns((job, error) => log('error', 'engine.failed', { job, error }));
	tasks = [
		ring('tick', EVERY_TWO_MINUTES, tick),
		...DELIVERIES.map(([name, job]) => ring(name, EVERY_FIFTEEN_SECONDS, job)),
		ring('antivirus', EVERY_FIFTEEN_SECONDS, scanFiles),
		ring('inbound mail', EVERY_MINUTE, takeInMails),
		ring('hourly', EVERY_HOUR, hourly)
	];
	onDeliveryWanted(wakeSoon);
	onScanWanted(() => turns.soon('antivirus', scanFiles));
	void turns.once('tick', tick);
}

/** Nothing new begins; what is under way finishes. */
export async function stopEngine(): Promise<void> {
	clearTimeout(wake);
	wake = undefined;
	onDeliveryWanted(() => {});
	onScanWanted(() => {});
	if (tasks.length === 0) return;
	await Promise.all(tasks.map((task) => task.destroy()));
	tasks = [];
	await turns.end();
}

const quiet = {
	info() {},
	debug() {},
	warn: (message: string) => log('warn', 'engine.clock', { message }),
	error: (error: string | Error) => log('error', 'engine.clock', { error })
};

const ring = (name: string, expression: string, job: () => Promise<unknown>): ScheduledTask =>
	schedule(expression, () => turns.once(name, job), {
		name,
		noOverlap: true,
		suppressMissedWarning: true,
		logger: quiet
	});

function wakeSoon(): void {
	wake ??= setTimeout(() => {
		wake = undefined;
		for (const [name, job] of DELIVERIES) turns.soon(name, job);
	}, WAKE_MS);
}
