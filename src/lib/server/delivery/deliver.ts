import { systemScope, type SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { PROVIDER_LANES, PROVIDERS_AT_ONCE } from '../connections';
import { env } from '../env';
import { inTurn } from '../in-turn';
import { beat } from '../instance/pulse';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { sideBySide } from '../side-by-side';
import { BESIDE_MAIL, openLane, type Lane } from './registry';
import { giveUpLostClaims } from './lost-claims';
import { takeTurn } from './turn';

/** Then it is the turn of the next organisation: a server that keeps us waiting keeps only its own waiting. */
const TURN_MS = 10_000;

/**
 * One turn of every organisation on every way; says how many messages left. Any number of processes may
 * do it at once: a message belongs to the one whose claim was committed. A restored copy sends nothing.
 */
export async function deliverDue(turnMs = TURN_MS): Promise<number> {
	const [mails, others] = await Promise.all([mailTurns(turnMs), providerTurns(turnMs)]);
	return mails + others;
}

/** Until nothing is due any more, or nobody takes it. */
export async function deliverAll(): Promise<number> {
	const [mails, others] = await Promise.all([deliverMails(), deliverByProviders()]);
	return mails + others;
}

/** In this process once at a time, whoever asks: its connections are counted (connections.ts). */
export const deliverMails = inTurn(() => untilNothing(mailTurns));
export const deliverByProviders = inTurn(() => untilNothing(providerTurns));

async function untilNothing(turns: (turnMs: number) => Promise<number>): Promise<number> {
	let total = 0;
	for (let sent = await turns(TURN_MS); sent > 0; sent = await turns(TURN_MS)) total += sent;
	return total;
}

/** The mail server is everybody's: one organisation after the other through the same lines, until it is away. */
async function mailTurns(turnMs: number): Promise<number> {
	let sent = 0;
	let isAway = false;
	await withLanes(env().SMTP_CONNECTIONS, async (lanes) => {
		for (const each of await senders()) {
			await giveUpLost(each);
			if (isAway) continue;
			const end = await takeTurn({ ...each, way: 'email', lanes, until: inMs(turnMs) });
			sent += end.sent;
			isAway = end.unreachable;
		}
	});
	return sent;
}

/** Each organisation has providers and devices of its own: one that hangs takes one place until its turn is over. */
async function providerTurns(turnMs: number): Promise<number> {
	let sent = 0;
	const turns = (await senders()).flatMap((each) => BESIDE_MAIL.map((way) => ({ ...each, way })));
	await sideBySide(turns, PROVIDERS_AT_ONCE, (turn) =>
		withLanes(PROVIDER_LANES, async (lanes) => {
			const end = await takeTurn({ ...turn, lanes, until: inMs(turnMs) });
			sent += end.sent;
		})
	);
	return sent;
}

const inMs = (ms: number): Date => new Date(machineNow().getTime() + ms);

async function withLanes(count: number, work: (lanes: Lane[]) => Promise<void>): Promise<void> {
	const lanes = Array.from({ length: count }, openLane);
	try {
		await work(lanes);
	} finally {
		for (const lane of lanes) lane.close();
	}
}

interface Sender {
	scope: SystemScope;
	slug: string;
}

async function senders(): Promise<Sender[]> {
	if ((await beat()).held) return [];
	const all = await allOrganisations();
	return all
		.filter(({ demo }) => !demo || env().DEMO)
		.map(({ organisationId, timeZone, slug }) => ({
			scope: systemScope({ organisationId, timeZone, actor: 'delivery' }),
			slug
		}));
}

async function giveUpLost({ scope, slug }: Sender): Promise<void> {
	try {
		await giveUpLostClaims(scope);
	} catch (error) {
		log('error', 'delivery.lost_not_given_up', { organisation: slug, error });
	}
}
