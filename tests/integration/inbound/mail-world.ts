import { and, eq } from 'drizzle-orm';
import { machineNow } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { inboundFate } from '$lib/server/db/schema/inbound';
import { message } from '$lib/server/db/schema/messages';
import { signedBody } from '$lib/server/inbound/hand-over';
import { signatureOf } from '$lib/server/delivery/signature';
import { forgetEnv } from '$lib/server/env';
import { replyToken } from '$lib/server/auth/reply-key';
import { callerFor } from '../../support/scopes';
import type { Company } from '../../support/world';

export const SECRET = 'thirty-two signs nobody else knows';
export const DOMAIN = 'reply.entendu.test';
export const SERVER = 'mx.entendu.test';

/** Mail comes in, as an operator would set it up. Call it in a beforeAll after useDatabase. */
export function listenToMail(more: Record<string, string> = {}): void {
	Object.assign(process.env, {
		INBOUND_DOMAIN: DOMAIN,
		INBOUND_SERVER: SERVER,
		INBOUND_SECRET: SECRET,
		...more
	});
	forgetEnv();
}

export interface Written {
	from: string;
	to: string;
	subject?: string;
	text?: string;
	/** What its text is; plain where nothing is said. */
	type?: string;
	/** More header lines, above the others. */
	headers?: readonly string[];
	/** Our mail server vouches for the sender. */
	vouched?: boolean;
	files?: readonly { name: string; type: string; bytes: Uint8Array }[];
}

let sent = 0;

/** A mail as our mail server hands it over; each has a Message-ID of its own. */
export function written(mail: Written): Uint8Array<ArrayBuffer> {
	const {
		from,
		to,
		subject = 'Re: Votre dossier',
		text = 'Bonjour',
		files = [],
		type: kind = 'text/plain'
	} = mail;
	const domain = from.slice(from.lastIndexOf('@') + 1).replace('>', '');
	const verdict = mail.vouched === false ? 'fail' : 'pass';
	const lines = [
		`Authentication-Results: ${SERVER}; dmarc=${verdict} header.from=${domain}`,
		...(mail.headers ?? []),
		`From: ${from}`,
		`To: ${to}`,
		`Subject: ${subject}`,
		`Message-ID: <${++sent}@client.test>`,
		'MIME-Version: 1.0',
		'Content-Type: multipart/mixed; boundary=cut',
		'',
		...['--cut', `Content-Type: ${kind}; charset=utf-8`, '', text],
		...files.flatMap(({ name, type, bytes }) => [
			'--cut',
			`Content-Type: ${type}; name="${name}"`,
			`Content-Disposition: attachment; filename="${name}"`,
			'Content-Transfer-Encoding: base64',
			'',
			Buffer.from(bytes).toString('base64')
		]),
		'--cut--',
		''
	];
	return new Uint8Array(Buffer.from(lines.join('\r\n')));
}

/** Through the door, signed. */
export async function arrive(
	company: Company,
	raw: Uint8Array<ArrayBuffer>,
	{ organisation, recipient = '' }: { organisation?: string; recipient?: string } = {}
): Promise<void> {
	const timestamp = String(Math.floor(machineNow().getTime() / 1000));
	const mail = { organisation: organisation ?? slugOf(company), recipient, raw };
	const signature = signatureOf(SECRET, timestamp, signedBody(mail));
	await callerFor(null).inbound.receive({ ...mail, timestamp, signature });
}

const slugOf = ({ desk }: Company): string =>
	desk.admin.user.email.endsWith('@m.test') ? 'menuiserie' : 'northwind';

export const fatesOf = ({ inside }: Company) =>
	unitOfWork(inside, (unit) =>
		unit.tx
			.select()
			.from(inboundFate)
			.where(eq(inboundFate.organisationId, inside.organisationId))
			.orderBy(inboundFate.at, inboundFate.id)
	);

export const lastFate = async (company: Company) => (await fatesOf(company)).at(-1)!;

export const messagesIn = ({ inside }: Company, disputeId: string) =>
	unitOfWork(inside, (unit) =>
		unit.tx
			.select()
			.from(message)
			.where(
				and(eq(message.organisationId, inside.organisationId), eq(message.disputeId, disputeId))
			)
			.orderBy(message.at, message.id)
	);

export const replyAddressOf = ({ inside }: Company, { id }: { id: string }): string =>
	`r+${replyToken({ organisationId: inside.organisationId, deliveryId: id })}@${DOMAIN}`;
