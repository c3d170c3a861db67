import { createHmac, timingSafeEqual } from 'node:crypto';
import { appKey } from './app-key';

/** Which of our mails somebody answers, proven by what only its reader can know. */
export interface Answered {
	organisationId: string;
	deliveryId: string;
}

/**
 * The secret part of a reply address: the mail it belongs to and half a proof, in letters that survive a
 * server which writes addresses small. Made like the tokens of links from the key of this installation:
 * the database holds nothing of it.
 */
export const replyToken = (of: Answered): string =>
	bigintOf(bytesOf(of.deliveryId), proofOf('reply', of)).toString(BASE).padStart(TOKEN_LENGTH, '0');

/** The Message-ID of a mail, which nobody else can make up. */
export const signedMessageId = (of: Answered): string =>
	`<${of.deliveryId}.${proofOf('message', of).toString('hex')}@entendu>`;

const BASE = 32;
const TOKEN_LENGTH = 52;
const PROOF_BYTES = 16;

/** Null: nobody here made it. No query is needed to know. */
export function readReplyToken(token: string, organisationIds: readonly string[]): Answered | null {
	if (!/^[0-9a-v]{52}$/.test(token)) return null;
	const value = [...token].reduce((sum, sign) => sum * 32n + BigInt(parseInt(sign, BASE)), 0n);
	// 52 signs hold four bits more than a token has: with one of them set it is none of ours.
	if (value >> 256n) return null;
	const bytes = Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
	return provenBy('reply', uuidOf(bytes), bytes.subarray(PROOF_BYTES), organisationIds);
}

/** `id` without its brackets. */
export function readMessageId(id: string, organisationIds: readonly string[]): Answered | null {
	const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{32})@entendu$/i.exec(id);
	if (!found) return null;
	const [, deliveryId, proof] = found;
	const given = Buffer.from(proof!, 'hex');
	return provenBy('message', deliveryId!.toLowerCase(), given, organisationIds);
}

function provenBy(
	kind: Kind,
	deliveryId: string,
	given: Buffer,
	organisationIds: readonly string[]
): Answered | null {
	const organisationId = organisationIds.find((id) =>
		timingSafeEqual(proofOf(kind, { organisationId: id, deliveryId }), given)
	);
	return organisationId ? { organisationId, deliveryId } : null;
}

type Kind = 'reply' | 'message';

const proofOf = (kind: Kind, { organisationId, deliveryId }: Answered): Buffer =>
	createHmac('sha256', appKey())
		.update(`${kind}:${organisationId}:${deliveryId}`)
		.digest()
		.subarray(0, PROOF_BYTES);

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const bigintOf = (...parts: Buffer[]): bigint =>
	BigInt(`0x${Buffer.concat(parts).toString('hex')}`);
const uuidOf = (bytes: Buffer): string =>
	bytes
		.toString('hex', 0, PROOF_BYTES)
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
