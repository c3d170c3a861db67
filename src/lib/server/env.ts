import { z } from 'zod';
import { connectionsNeeded, tooFewConnections } from './connections';

const onOff = (fallback: 'on' | 'off') =>
	z
		.preprocess(
			(v) => (v === undefined || v === '' ? fallback : String(v).toLowerCase()),
			z.enum(['on', 'off', '1', '0', 'true', 'false'], 'write on or off')
		)
		.transform((v) => ['on', '1', 'true'].includes(v));

const optional = z.preprocess((v) => (v === '' ? undefined : v), z.string().optional());

/** A whole number from so much on. */
const whole = (least: number, most: number = Number.MAX_SAFE_INTEGER) => {
	const said =
		'write a whole number' + (most < 1e9 ? ` from ${least} to ${most}` : `, ${least} or more`);
	return z.coerce.number(said).int(said).min(least, said).max(most, said);
};

/** A mailbox that is read: without a scheme nobody knows how, and nothing would ever come in. */
const mailbox = optional.refine(
	(said) => said === undefined || /^imaps?:\/\/\S+$/.test(said),
	'write an address like imaps://user:password@host/INBOX'
);

const settings = z.object({
	DATABASE_URL: z.string().min(1, 'DATABASE_URL is missing: start with `npm start`'),
	/** Connections this process may hold at once; without it, what it needs at most. */
	DATABASE_CONNECTIONS: z.preprocess((v) => (v === '' ? undefined : v), whole(1).optional()),
	/** Milliseconds a query may take; a page must say within five seconds that it cannot. Tests wait longer. */
	DATABASE_PATIENCE_MS: whole(100).default(4000),
	/** Where links in mails point to. */
	ORIGIN: optional,
	PORT: whole(0, 65_535).default(3000),
	DATA_DIR: z.string().default('.data'),
	SMTP_URL: optional,
	MAIL_FROM: optional,
	/** Mails under way at the same time in this process, each on a connection of its own. */
	SMTP_CONNECTIONS: whole(1, 10).default(5),
	/** A copy of every mail goes there, unseen by the customer: what it holds has left. */
	WITNESS_ADDRESS: optional,
	/** Where that mailbox is read: imaps://user:password@host/INBOX */
	WITNESS_IMAP_URL: mailbox,
	/** How long a copy may take before its absence means something; longer than the relay's own delays. */
	WITNESS_GRACE_MINUTES: whole(1).default(15),
	/** Customers answer mails to secret addresses in this domain; without it they answer the organisation. */
	INBOUND_DOMAIN: optional,
	/** Our mail server, as it names itself in Authentication-Results: whom it vouches for is believed. */
	INBOUND_SERVER: optional,
	/** Signs what a mail server hands over at /api/inbound; without it nobody is heard there. */
	INBOUND_SECRET: optional.refine(
		(said) => said === undefined || said.length >= 32,
		'write 32 signs or more, as `openssl rand -hex 32` gives them'
	),
	/** The mailbox mails come in to: imaps://user:password@host/INBOX */
	INBOUND_IMAP_URL: mailbox,
	/** Whose mailbox it is, by its short name; needed where several organisations live here. */
	INBOUND_ORGANISATION: optional,
	/** Providers may live in our own network; without it a name that leads there is refused. */
	PROVIDER_PRIVATE: onOff('off'),
	/** Looks through every uploaded file; without it none is quarantined. A socket wins over a host. */
	CLAMD_HOST: optional,
	CLAMD_PORT: whole(1, 65_535).default(3310),
	CLAMD_SOCKET: optional,
	/** Makes and remakes the tokens of links; without it a file in DATA_DIR does. */
	APP_KEY: optional,
	DEMO: onOff('on'),
	/** Business clock at start: a day, an instant, or "+3d". Demo and tests only. */
	CLOCK: optional,
	ENGINE: onOff('on'),
	/** A proxy in front rewrites what the visitor's browser said. */
	TRUST_PROXY: onOff('off'),
	LOG: z.enum(['json', 'silent'], 'write json or silent').default('json'),
	NODE_ENV: optional,
	/** Tests only: the process dies at this point of sending (delivery/crash-points.ts). */
	CRASH_AT: optional,
	/** So many times it lives through it first. */
	CRASH_SKIP: z.coerce.number().int().min(0).default(0)
});

/** Together they may contradict each other. */
const shape = settings.transform((given, context) => {
	const { SMTP_CONNECTIONS } = given;
	const DATABASE_CONNECTIONS = given.DATABASE_CONNECTIONS ?? connectionsNeeded(SMTP_CONNECTIONS);
	const message = tooFewConnections(DATABASE_CONNECTIONS, SMTP_CONNECTIONS);
	if (message) context.addIssue({ code: 'custom', path: ['DATABASE_CONNECTIONS'], message });
	return { ...given, DATABASE_CONNECTIONS };
});

export type Env = z.infer<typeof shape> & { origin: string };

let parsed: Env | undefined;

/** Settings of this process; throws with every fault named when they are wrong. */
export function env(): Env {
	if (parsed) return parsed;
	const result = shape.safeParse(process.env);
	if (!result.success)
		throw new Error(result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
	parsed = {
		...result.data,
		origin: (result.data.ORIGIN ?? `http://localhost:${result.data.PORT}`).replace(/\/$/, '')
	};
	return parsed;
}

/** Tests change the environment between files. */
export function forgetEnv(): void {
	parsed = undefined;
}
