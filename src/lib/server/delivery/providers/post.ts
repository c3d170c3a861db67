import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { OwnWord, TargetProblem } from '$lib/domain/delivery/own-words';
import { OUR_PROVIDERS, problemOfIp, problemOfUrl, type Trust } from './target';

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

/** One signed POST to a provider an administrator named. */
export const postJson = (
	address: string,
	body: string,
	headers: Record<string, string>
): Promise<Answer> =>
	post(address, {
		body: Buffer.from(body),
		headers: { ...headers, 'content-type': 'application/json' },
		...{ patienceMs: 15_000, largestAnswer: 65_536, trust: OUR_PROVIDERS }
	});

export interface Posting {
	body: Buffer;
	headers: Record<string, string>;
	/** From the first word to the last. */
	patienceMs: number;
	/** Bytes that are read of an answer. */
	largestAnswer: number;
	/** Who said that this address is to be asked. */
	trust: Trust;
}

/** No redirect is followed, no cookie kept, no connection shared. */
export function post(address: string, posting: Posting): Promise<Answer> {
	const problem = problemOfUrl(address, posting.trust);
	if (problem) return Promise.resolve({ kind: 'forbidden', words: problem });
	const url = new URL(address);
	const { request } = url.protocol === 'https:' ? https : http;
	return new Promise((resolve) => {
		let left = false;
		const asked = request(url, {
			method: 'POST',
			agent: false,
			lookup: onlyPublic(posting.trust),
			signal: AbortSignal.timeout(posting.patienceMs),
			headers: { ...posting.headers, 'content-length': posting.body.length }
		});
		asked.on('error', (error) => resolve(faultOf(error, left)));
		asked.on('response', (response) => {
			read(response, posting.largestAnswer).then(
				(text) => resolve({ kind: 'answered', status: response.statusCode ?? 0, text }),
				(error: unknown) => resolve(faultOf(error, true))
			);
		});
		asked.on('socket', (socket) =>
			socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
				left = true;
			})
		);
		asked.end(posting.body);
	});
}

/** What a name stands for is looked at in the very moment it is dialled: it cannot change in between. */
const onlyPublic =
	(trust: Trust): LookupFunction =>
	(hostname, options, done) =>
		dns.lookup(hostname, { ...options, all: true }, (error, found) => {
			if (error) return done(error, '', 0);
			const refused = found.find(({ address }) => problemOfIp(address, trust));
			if (refused) return done(new ForbiddenAddress(), '', 0);
			if (options.all) return done(null, found);
			done(null, found[0]!.address, found[0]!.family);
		});

class ForbiddenAddress extends Error {
	constructor() {
		super(PRIVATE);
	}
}

async function read(response: http.IncomingMessage, largest: number): Promise<string> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of response as AsyncIterable<Buffer>) {
		size += part.length;
		if (size > largest) throw new Error(TOO_LARGE);
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}

function faultOf(error: unknown, left: boolean): Answer {
	const words = error instanceof Error ? error.message : String(error);
	if (error instanceof ForbiddenAddress) return { kind: 'forbidden', words: PRIVATE };
	return { kind: left ? 'silent' : 'unreachable', words: words.slice(0, 500) };
}
