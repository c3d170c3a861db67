/// <reference lib="webworker" />
import { filesAhead } from '$lib/domain/files';
import { FilesFailed, formOf } from '../form-of';
import { correctionOf, formAddress, REFILL } from '../outbox-address';
import {
	aboutOf,
	askedAgain,
	begun,
	isReady,
	notNow,
	notToday,
	refusedFor,
	renamed,
	saysTheSame,
	titleIn,
	waitingFrom,
	withFaults,
	withoutFile,
	type Waiting
} from '../outbox-item';
import { isOf, through, type Owner } from '../outbox-owner';
import {
	allWaiting,
	dropWaiting,
	putWaiting,
	recoverWaiting,
	replaceWaiting,
	waitingOf
} from '../outbox-store';
import { refusalWords } from '../refusal-words';
import { LimitReached, NotNow } from '../upload-ahead';
import { baseOf } from './addresses';
import { eachInTurn } from './each-in-turn';
import { titleOf } from './kept-pages';
import { ownerOf, say, tell } from './told-pages';

/** What customers write without a network: it waits on the device and leaves later, once. */
declare const self: ServiceWorkerGlobalScope;

/** On their way now: what is deleted meanwhile is stopped. */
const leaving = new Map<string, AbortController>();

/**
 * A form sent without scripts: without a network, or with nobody at its end, it waits here, and a page of ours
 * says so. One with large files goes the same way with a network: they leave in parts, and a cut does not begin them again.
 */
export async function sent(
	request: Request,
	url: URL,
	later: (work: Promise<unknown>) => void
): Promise<Response> {
	const copies = [request.clone(), request.clone()] as const;
	if (await isHeavy(request.clone())) {
		if (await keepForm(copies[0], url).catch(() => false)) {
			later(flush().catch(() => {}));
			return Response.redirect(boxOf(url), 303);
		}
	}
	const answer = await fetch(request).catch(() => null);
	if (!answer || NOBODY_HERE.includes(answer.status)) {
		const isKept = await keepForm(copies[1], url).catch(() => false);
		return Response.redirect(isKept ? boxOf(url) : `${boxOf(url)}?full`, 303);
	}
	// A device that keeps nothing has nothing that could have left with it.
	await settleKept(answer, copies[1], url).catch(() => {});
	return answer;
}

/** A proxy that reaches nobody behind it, or an application without its database: as without a network, it leaves later. */
const NOBODY_HERE = [502, 503, 504];

const boxOf = ({ pathname }: URL): string => `${baseOf(pathname)}/outbox`;

async function isHeavy(request: Request): Promise<boolean> {
	if (!request.headers.get('content-type')?.startsWith('multipart/')) return false;
	const form = await request.formData();
	return filesAhead([...form.values()].filter((value) => value instanceof File)).length > 0;
}

/** Corrected and taken, what waited has left with it; refused again, it waits as it was typed now. */
async function settleKept(answer: Response, request: Request, url: URL): Promise<void> {
	if ((await allWaiting()).length === 0) return;
	const form = await request.formData();
	const refilled = url.searchParams.get(REFILL) ?? '';
	if (answer.type === 'opaqueredirect') {
		await dropWaiting(String(form.get('key') ?? ''));
		await dropWaiting(refilled);
	} else if (answer.status >= 400 && answer.status < 500) await typedAnew(refilled, form);
	await tell();
}

async function typedAnew(key: string, form: FormData): Promise<void> {
	const item = await waitingOf(key);
	if (item?.state !== 'correct') return;
	const { url, title, keptAt: at, mark = '' } = item;
	const { fields, files } = waitingFrom(form, { key, url, title, at, mark });
	await replaceWaiting(item, { ...item, fields, files });
}

/** The key of the page, should the server have read the form before the line was cut; its own without one. */
async function keepForm(request: Request, url: URL): Promise<true> {
	const form = await request.formData();
	const [ofPage, { mark }] = await Promise.all([titleOf(request.referrer), ownerOf(url.href)]);
	const title = titleIn(form, ofPage);
	const key = String(form.get('key') ?? '') || crypto.randomUUID();
	const written = { key, url: formAddress(url), title, at: Date.now(), mark };
	const item = waitingFrom(form, written);
	await putWaiting((await isTaken(item)) ? renamed(item, crypto.randomUUID()) : item);
	const { sync } = self.registration as ServiceWorkerRegistration & {
		sync?: { register(tag: string): Promise<void> };
	};
	await sync?.register('outbox').catch(() => {});
	return true;
}

/** Something else waits under its key already: written on the same page, one after the other. */
async function isTaken(item: Waiting): Promise<boolean> {
	const known = await waitingOf(item.key);
	return known !== undefined && known.state !== 'correct' && !saysTheSame(known, item);
}

/** For the form it was written in, and nobody else. */
export async function readTo(page: Client, key: string, owner: Owner): Promise<void> {
	const item = await waitingOf(key);
	if (!item || !isOf(item, owner)) return;
	const { url, fields, files } = through(owner.base, item);
	page.postMessage({ type: 'typed', key, action: url, fields, files });
}

/** Asked for on a page of another link to the same account, it goes through that one. */
export async function retry(key: string, owner: Owner): Promise<void> {
	const item = await waitingOf(key);
	if (item && isOf(item, owner)) await replaceWaiting(item, askedAgain(through(owner.base, item)));
	await flush().catch(() => {});
}

/** A file that does not arrive is left out because somebody said so; then the rest may leave. */
export async function dropFile(key: string, file: string, owner: Owner): Promise<void> {
	const item = await waitingOf(key);
	if (!item || item.state === 'sending' || !isOf(item, owner)) return;
	await replaceWaiting(item, withoutFile(item, file));
	await flush().catch(() => {});
}

export async function drop(key: string, owner: Owner): Promise<void> {
	const item = await waitingOf(key);
	if (item && isOf(item, owner)) await gone(item);
}

/** Of this account; what another one wrote on this device is not its to erase. */
export const eraseOf = (owner: Owner): Promise<void> => goneWhere((item) => isOf(item, owner));
export const eraseOthers = (owner: Owner): Promise<void> => goneWhere((item) => !isOf(item, owner));

async function goneWhere(isGone: (item: Waiting) => boolean): Promise<void> {
	for (const item of await allWaiting().catch(() => [])) if (isGone(item)) await gone(item);
}

async function gone({ key }: Waiting): Promise<void> {
	await dropWaiting(key);
	leaving.get(key)?.abort();
}

/** One at a time, whoever asks: the page, the network, the browser with every page closed. */
export const flush = (): Promise<void> => navigator.locks.request('outbox', sendAll);

async function sendAll(): Promise<void> {
	await recoverWaiting();
	const ready = (await allWaiting()).filter((item) => isReady(item, Date.now()));
	const isDone = await eachInTurn(ready, send);
	await tell();
	// Thrown, it makes the browser try again by itself.
	if (!isDone) throw new NotNow('something is left to send');
}

/** False when it has to be tried again. @throws without a network */
async function send(waiting: Waiting): Promise<boolean> {
	const item = begun(waiting, Date.now());
	// Deleted or written anew since it was listed.
	if (!(await replaceWaiting(waiting, item))) return true;
	await tell();
	const answer = await post(item).catch((error: unknown) => error);
	if (answer instanceof Answer) return settle(item, answer);
	if (answer instanceof LimitReached) return putOff(item, answer.message);
	if (answer instanceof FilesFailed && answer.isFinal)
		return refused(item, withFaults(item, answer.faults), '');
	const isServer = answer instanceof NotNow || answer instanceof FilesFailed;
	const own = answer instanceof FilesFailed ? withFaults(item, answer.faults) : item;
	await replaceWaiting(item, notNow(own, isServer ? 'server' : 'network'));
	await tell();
	if (!isServer && (await waitingOf(item.key))) throw answer;
	return !isServer;
}

/** What the server said of a form, read to its end. */
class Answer {
	constructor(
		readonly status: number,
		readonly location: string | null,
		readonly words: string
	) {}
}

/** @throws NotNow, FilesFailed, LimitReached, and whatever fetch throws without a network */
async function post(item: Waiting): Promise<Answer> {
	const going = new AbortController();
	leaving.set(item.key, going);
	try {
		const { signal } = going;
		const told = (file: { name: string; sent: number; total: number }) =>
			void say({ type: 'progress', key: item.key, ...file }, item);
		const body = await formOf(item, told, signal);
		const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
		return await readAnswer(await fetch(item.url, { method: 'POST', body, headers, signal }));
	} finally {
		leaving.delete(item.key);
	}
}

async function readAnswer(answer: Response): Promise<Answer> {
	const text = await answer.text();
	const { type, status, location, data } = asResult(text, answer.status);
	const words = type === 'failure' ? refusalWords(data) : '';
	// A limit that says what to do is an answer; a busy server is none.
	if (status >= 500 || (status === 429 && !words)) throw new NotNow(`not now: ${status}`);
	return new Answer(status, type === 'redirect' ? location : null, words);
}

function asResult(text: string, code: number) {
	try {
		const { type, status = code, location = '', data } = JSON.parse(text) as Partial<Result>;
		return { type, status, location, data };
	} catch {
		return { type: 'error', status: code, location: '', data: undefined };
	}
}
interface Result {
	type: string;
	status: number;
	location: string;
	data: string;
}

/** Sent, or refused: then a person corrects it. */
async function settle(item: Waiting, { status, location, words }: Answer): Promise<boolean> {
	if (location !== null) {
		const here = await waitingOf(item.key);
		// Written anew while it was on its way, that waits in its turn.
		if (here?.keptAt === item.keptAt) await dropWaiting(item.key);
		await say({ type: 'sent', key: item.key, location, about: aboutOf(item) }, item);
		return true;
	}
	if (status === 429) return putOff(item, words);
	// Its key was used for something else: what is written here is not lost behind the old answer.
	const own = status === 409 ? renamed(item, crypto.randomUUID()) : item;
	return refused(item, own, words, status === 410 ? 'link' : '');
}

/** It waits with what the server said; until tomorrow nobody but its writer sends it again. */
async function putOff(item: Waiting, words: string): Promise<true> {
	await replaceWaiting(item, notToday(item, words, Date.now()));
	await tell();
	return true;
}

async function refused(
	item: Waiting,
	own: Waiting,
	problem: string,
	failed: Waiting['failed'] = ''
): Promise<true> {
	const isHere = await replaceWaiting(item, refusedFor(own, problem, failed));
	const location = correctionOf(own);
	if (isHere) await say({ type: 'refused', key: item.key, location, problem }, item);
	return true;
}
