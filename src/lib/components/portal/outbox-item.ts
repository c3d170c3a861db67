import { DAY_MS } from '$lib/domain/calendar';

/**
 * Something written without a network, kept on the device until it has left: a dispute, a reply, or any
 * other form of the customer's pages. The page and the service worker share these rules.
 */
export interface Waiting {
	/** The idempotency key of the form: sent twice, it is one thing. */
	key: string;
	/** Where the form goes. */
	url: string;
	fields: [string, string][];
	files: KeptFile[];
	state: 'waiting' | 'sending' | 'correct';
	/** Why it was refused, in words. */
	problem: string;
	/** Why it did not leave the last time; `link`: the link it was written through has ended; `limit`: too much came today. */
	failed: '' | 'network' | 'server' | 'link' | 'limit';
	attempts: number;
	/** Title of the page it was written on: names its invoice or its case. */
	title: string;
	/** Milliseconds since 1970; 0 = kept before this was written down. */
	keptAt: number;
	triedAt: number;
	/** Not tried by itself before then. */
	notBefore?: number;
	/** Of whose account it is (outbox-owner); absent = kept before this was written down. */
	mark?: string;
}

export interface KeptFile {
	name: string;
	type: string;
	content: Blob;
	/** Names the file on its way, should it go ahead of the form: what has arrived of it is not sent again. */
	key: string;
	/** It did not arrive, for what the server said, if it said anything; absent = nothing is wrong with it. */
	failed?: string;
}

/** Some browsers forget what a page kept a week after the last visit. */
export const FORGOTTEN_DAYS = 7;
/** One day of that is spared. */
export const KEPT_DAYS = FORGOTTEN_DAYS - 1;

export const leavesBy = ({ keptAt }: Pick<Waiting, 'keptAt'>): number =>
	keptAt + KEPT_DAYS * DAY_MS;

export const begun = (item: Waiting, at: number): Waiting => ({
	...item,
	files: item.files.map(({ failed: _, ...file }) => file),
	state: 'sending',
	attempts: item.attempts + 1,
	triedAt: at
});

export const notNow = (item: Waiting, failed: Waiting['failed']): Waiting => ({
	...item,
	state: 'waiting',
	problem: '',
	failed
});

/** The server takes no more of it today and says whom to ask: asked again all day, it would say the same. */
export const notToday = (item: Waiting, problem: string, at: number): Waiting => ({
	...notNow(item, 'limit'),
	problem,
	notBefore: midnightAfter(at)
});

const midnightAfter = (at: number): number => new Date(at).setHours(24, 0, 0, 0);

/** Whether it may leave by itself. */
export const isReady = ({ state, notBefore = 0 }: Waiting, at: number): boolean =>
	state !== 'correct' && notBefore <= at;

/** Tried again because somebody asked for it. */
export const askedAgain = ({ notBefore: _, ...item }: Waiting): Waiting => ({
	...item,
	state: 'waiting',
	problem: '',
	failed: ''
});

/** Its key already means something else there: corrected, it is a thing of its own. */
export const renamed = (item: Waiting, key: string): Waiting => ({
	...item,
	key,
	fields: withKey(item.fields, key)
});

/** A person has to look at it: it is not sent again by itself. */
export const refusedFor = (
	item: Waiting,
	problem: string,
	failed: Waiting['failed'] = ''
): Waiting => ({ ...item, state: 'correct', problem, failed });

/** Each file that did not arrive says so itself; the others stay as they are. */
export const withFaults = (item: Waiting, faults: ReadonlyMap<string, string>): Waiting => ({
	...item,
	files: item.files.map((file) =>
		faults.has(file.key) ? { ...file, failed: faults.get(file.key)! } : file
	)
});

/** Somebody took away a file that does not arrive: the rest leaves once no other one is missing. */
export function withoutFile(item: Waiting, key: string): Waiting {
	const files = item.files.filter((file) => file.key !== key);
	const left = { ...item, files };
	return files.length < item.files.length && faultsOf(left).length === 0 ? askedAgain(left) : left;
}

/** A file that did not arrive, with what the server said of it. */
export interface FileFault {
	/** Its key. */
	file: string;
	name: string;
	words: string;
}

export const faultsOf = ({ files }: Pick<Waiting, 'files'>): FileFault[] =>
	files.flatMap(({ key, name, failed }) =>
		failed === undefined ? [] : [{ file: key, name, words: failed }]
	);

/** Two things written on one page under its one key are told apart by what they say and carry. */
export const saysTheSame = (one: Waiting, other: Waiting): boolean =>
	JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));

const contentOf = ({ fields, files }: Waiting) => [
	fields,
	files.map(({ name, content }) => [name, content.size])
];

/** Nobody is sending, so what says so was cut off in the middle: it waits again. */
export const recovered = (item: Waiting): Waiting =>
	item.state === 'sending' ? { ...item, state: 'waiting' } : item;

/** As version 1 kept it: what it did not know stays unsaid, what was typed stays whole. */
export function upgraded(old: OldWaiting): Waiting {
	const files = old.files.map((file, place) => ({ ...file, key: `${old.key}-${place}` }));
	return { title: '', keptAt: 0, triedAt: 0, failed: '', ...old, files };
}

type New = 'title' | 'keptAt' | 'triedAt' | 'failed';
type OldWaiting = Omit<Waiting, New | 'files'> &
	Partial<Pick<Waiting, New>> & { files: Omit<KeptFile, 'key'>[] };

export interface WrittenOn {
	key: string;
	url: string;
	title: string;
	at: number;
	mark: string;
}

export function waitingFrom(form: FormData, { key, url, title, at, mark }: WrittenOn): Waiting {
	const fields: Waiting['fields'] = [];
	const files: KeptFile[] = [];
	for (const [name, value] of form) {
		if (name === ASKED) continue;
		if (typeof value === 'string') fields.push([name, value]);
		else if (value.size > 0) files.push(keptFile(value));
	}
	const never = { state: 'waiting', problem: '', failed: '', attempts: 0, triedAt: 0 } as const;
	return { key, url, fields: withKey(fields, key), files, title, keptAt: at, mark, ...never };
}

/** "Show me what is on file first": when it leaves nobody is there to read it. */
const ASKED = 'known';

/** Each file has a key of its own: another one chosen in its place is another upload. */
const keptFile = (content: File): KeptFile => ({
	name: content.name,
	type: content.type,
	content,
	key: keys.get(content) ?? crypto.randomUUID()
});
/** Put back into a form and sent with it again, a file goes on where it was. */
const keys = new WeakMap<File, string>();

/** The form says the key it is kept under, whatever the page said. */
const withKey = (fields: Waiting['fields'], key: string): Waiting['fields'] =>
	fields.map(([name, value]) => [name, name === 'key' ? key : value]);

export const filesOf = ({ files }: Waiting): File[] =>
	files.map(({ name, type, content, key }) => {
		const file = new File([content], name, { type });
		keys.set(file, key);
		return file;
	});

/** What a page shows of it; what was typed stays where it is. */
export function listed({ fields: _fields, files, ...item }: Waiting) {
	return {
		...item,
		leavesBy: item.keptAt ? leavesBy(item) : 0,
		files: files.length,
		faults: faultsOf({ files }),
		about: aboutOf(item)
	};
}

/** What it is, as its page was called: without the name of the creditor, which ends every title. */
export const aboutOf = ({ title }: Pick<Waiting, 'title'>): string => title.split(' – ')[0] ?? '';
export type Listed = ReturnType<typeof listed>;

/** What is written on a page about something else says itself what it is: "I have paid", not "Pay". */
export const titleIn = (form: FormData, ofPage: string): string =>
	String(form.get('title') ?? '') || ofPage;
