import {
	createDecipheriv,
	createECDH,
	createPublicKey,
	hkdfSync,
	randomBytes,
	verify,
	type ECDH
} from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser that asked to be told: its address at the push service and the keys only it can open things with. */
export interface PushedDevice {
	endpoint: string;
	p256dh: string;
	auth: string;
	/** What a message says, decrypted by the letter of RFC 8291. */
	read(body: Buffer): Record<string, string>;
}

export interface Pushed {
	path: string;
	headers: http.IncomingHttpHeaders;
	body: Buffer;
}

export interface PushService {
	url: string;
	heard: Pushed[];
	/** Answers with this status; `drop` reads all and cuts the line. */
	mood: number | 'drop';
	device(): PushedDevice;
	close(): Promise<void>;
}

/** The push service of a browser's maker: a real web server on loopback. */
export async function startPushService(): Promise<PushService> {
	const service: PushService = {
		...{ url: '', heard: [], mood: 201 },
		device: () => deviceAt(`${service.url}/send/${randomBytes(16).toString('base64url')}`),
		close: async () => {}
	};
	const server = http.createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
		const { url: path = '', headers } = request;
		service.heard.push({ path, headers, body: Buffer.concat(parts) });
		if (service.mood === 'drop') return void request.socket.destroy();
		response.writeHead(service.mood, { location: 'http://127.0.0.1:1/' }).end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	service.close = () => new Promise((done) => server.close(() => done()));
	return service;
}

export function deviceAt(endpoint: string): PushedDevice {
	const keys = createECDH('prime256v1');
	const auth = randomBytes(16);
	return {
		endpoint,
		p256dh: keys.generateKeys('base64url'),
		auth: auth.toString('base64url'),
		read: (body) => JSON.parse(opened(body, keys, auth).toString('utf8'))
	};
}

/** One record of aes128gcm (RFC 8188): salt, record size, our public key, then what is sealed and a 2. */
function opened(body: Buffer, keys: ECDH, auth: Buffer): Buffer {
	const salt = body.subarray(0, 16);
	const sender = body.subarray(21, 21 + body[20]!);
	const sealed = body.subarray(21 + body[20]!);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
	const secret = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32));
	const part = (name: string, length: number) =>
		Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length));
	const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
	decipher.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
	return padded.subarray(0, padded.lastIndexOf(2));
}

/** Who sent it (RFC 8292): its claims, when the signature is that of the key it names. */
export function senderOf({ headers }: Pushed): { key: string; claims: Record<string, unknown> } {
	const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '')!;
	const [head, claims, signature] = token.split('.');
	const point = Buffer.from(key, 'base64url');
	const publicKey = createPublicKey({
		format: 'jwk',
		key: {
			...{ kty: 'EC', crv: 'P-256' },
			x: point.subarray(1, 33).toString('base64url'),
			y: point.subarray(33).toString('base64url')
		}
	});
	const holds = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature!, 'base64url')
	);
	if (!holds) throw new Error('signed with another key');
	return { key, claims: JSON.parse(Buffer.from(claims!, 'base64url').toString()) };
}
