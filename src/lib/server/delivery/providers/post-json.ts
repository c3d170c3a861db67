import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { OwnWord, TargetProblem } from '$lib/domain/delivery/own-words';
import { problemOfIp, problemOfUrl } from './target';

const PATIENCE_MS = 15_000;
const LARGEST_ANSWER = 65_536;
const TOO_LARGE: OwnWord = 'answer_too_large';
const PRIVATE: TargetProblem = 'url_private';

export type Answer =
	| { kind: 'answered'; status: number; text: string }
	/** Not a place we ask. */
	| { kind: 'forbidden'; words: TargetProblem }
	/** Nothing of the request left. */
	| { kind: 'unreachable'; words: string }
	/** It left, and nothing came back that could be read. */
	| { kind: 'silent'; words: string };

/** One signed POST: no redirect is followed, no cookie kept, no connection shared. */
export function postJson(
	address: string,
	body: string,
	headers: Record<string, string>
): Promise<Answer> {
	const problem = problemOfUrl(address);
	if (problem) return Promise.resolve({ kind: 'forbidden', words: problem });
	const url = new URL(address);
	const { request } = url.protocol === 'https:' ? https : http;
	return new Promise((resolve) => {
		let left = false;
		const asked = request(url, {
			method: 'POST',
			agent: false,
			lookup: onlyPublic,
			signal: AbortSignal.timeout(PATIENCE_MS),
			headers: {
				...headers,
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body)
			}
		});
		asked.on('error', (error) => resolve(faultOf(error, left)));
		asked.on('response', (response) => {
			read(response).then(
				(text) => resolve({ kind: 'answered', status: response.statusCode ?? 0, text }),
				(error: unknown) => resolve(faultOf(error, true))
			);
		});
		asked.on('socket', (socket) =>
			socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
				left = true;
			})
		);
		asked.end(body);
	});
}

/** What a name stands for is looked at in the very moment it is dialled: it cannot change in between. */
const onlyPublic: LookupFunction = (hostname, options, done) =>
	dns.lookup(hostname, { ...options, all: true }, (error, found) => {
		if (error) return done(error, '', 0);
		const refused = found.find(({ address }) => problemOfIp(address));
		if (refused) return done(new ForbiddenAddress(), '', 0);
		if (options.all) return done(null, found);
		done(null, found[0]!.address, found[0]!.family);
	});

class ForbiddenAddress extends Error {
	constructor() {
		super(PRIVATE);
	}
}

async function read(response: http.IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of response as AsyncIterable<Buffer>) {
		size += part.length;
		if (size > LARGEST_ANSWER) throw new Error(TOO_LARGE);
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}

function faultOf(error: unknown, left: boolean): Answer {
	const words = error instanceof Error ? error.message : String(error);
	if (error instanceof ForbiddenAddress) return { kind: 'forbidden', words: PRIVATE };
	return { kind: left ? 'silent' : 'unreachable', words: words.slice(0, 500) };
}
