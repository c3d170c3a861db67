import { tick } from 'svelte';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { draftOf, type Draft } from './draft';
import { stillTrue, type FormProblem } from './form-problems';
import { retyped, typedInLanguage } from './other-language';
import { filesOf, waitingFrom, type Waiting } from './outbox-item';
import { isOf, type Owner } from './outbox-owner';
import { waitingOf } from './outbox-store';
import { forInvoices, refillIn } from './outbox-address';
import { sendOrKeep, type Ended, type Progress } from './send-or-keep';
import { keepLeft, takeLeft, type Left } from './left-draft';
import { keepTyped, takeTyped } from './typed-store';

/** The form as the server gives it back: with what is wrong, or with what has to be read first. */
export interface GivenBack {
	values: Draft;
	/** Of the invoices chosen, when lines are contested. */
	lines: readonly { id: string }[];
	/** Chosen or found, of an account too large for one page. */
	invoices: readonly { id: string }[];
	found: Found | null;
	problem: { all: readonly FormProblem[]; hadFiles: boolean };
	/** What is on file that may settle it. */
	known?: readonly unknown[];
	/** The case that left with this form before it was changed. */
	sentAs?: string | null;
	/** Settled without a case: whoever comes back finds what he wrote. */
	settled?: readonly string[];
}

/** What was looked for among the invoices, and how many there are. */
export interface Found {
	text: string;
	count: number;
}

interface Start<Answer> {
	/** As the page begins with it. */
	draft: Draft;
	/** What became of the form when it was sent without scripts. */
	form: Answer | null | undefined;
	/** What it is, with its invoices: said while it waits on the device and when it has left. */
	title: () => string;
	/** Whose page it is. */
	owner: () => Owner;
	/** Of the case it changes, as the page shows it now. */
	version?: () => string;
	/** What is written beside the draft, as a message. */
	message?: () => string;
	/** It is gone on with where it was left. */
	wentOn?: (left: Left) => void;
	/** What has the focus when the form comes back: the first of these that is on the page. */
	read: readonly string[];
	answered?: (answer: NonNullable<Answer>, draft: Draft) => void;
	refilled?: (item: Waiting) => void;
}

/** The form of a dispute while it is written, sent, kept on the device and given back; the same whether it opens a case or changes one. */
export class WrittenForm<Answer extends GivenBack | null | undefined> {
	/** The last answer to the form: on this page, or with it. */
	answer = $state.raw<Answer | null | undefined>();
	draft = $state() as Draft;
	files = $state.raw<File[]>([]);
	/** Typed to look for an invoice; gone once it was looked for. */
	find = $state('');
	progress = $state<Progress>('writing');
	/** Its link ended while it was written. */
	ended = $state.raw<Ended | null>(null);
	/** It waited on this device, was refused and came back. */
	isRefilled = $state(false);
	/** Another button than the one that sends it: "this answers it", a message instead. */
	step = $state('');
	/** It was typed in another language. */
	#isTakenBack = $state(false);
	/** What only the browser can say. */
	#own = $state.raw<FormProblem[]>([]);
	/** As they were when the form left. */
	#sent = $state.raw<File[]>([]);
	#start: Start<Answer>;
	/** What there is nothing to lose of: as the page began with it, or as it was sent. */
	#begun: string;
	/** It came without its files: they were chosen before the page was left. */
	#lostWithPage = $state(false);
	#isSent = false;
	submit: ReturnType<typeof sendOrKeep<Answer>>;

	problems = $derived(
		stillTrue(
			this.#own.length > 0 ? this.#own : (this.answer?.problem.all ?? []),
			this.#sent,
			this.files
		).filter(({ field }) => field !== 'reason' || !this.#isReasonNew)
	);
	/** Chosen since it was given back: what was said of the reason is answered. */
	#isReasonNew = $derived(Boolean(this.answer) && this.answer?.values.reason !== this.draft.reason);
	/** Files came with a page that was refused and is not this one any more. */
	lostFiles = $derived(
		(Boolean(this.answer?.problem.hadFiles) || this.#lostWithPage) &&
			this.#sent.length === 0 &&
			this.files.length === 0
	);
	/** It comes with words: nobody has to unfold it. */
	isBegun = $derived(Boolean(this.answer) || this.isRefilled || this.#isTakenBack);
	isWaiting = $derived(this.progress === 'queued' || this.progress === 'kept');

	constructor(start: Start<Answer>) {
		this.#start = start;
		this.answer = start.form;
		this.draft = start.draft;
		// Given back by the server, it is in no other place.
		this.#begun = start.form ? '' : textOf(start.draft);
		const send = sendOrKeep<Answer>({
			now: () => ({
				...{ key: this.draft.key, title: start.title() },
				...{ files: this.files, progress: this.progress }
			}),
			show: (next, words, field) => this.#show(next, words, field),
			ended: (how) => {
				this.ended = how;
				return this.#show('writing');
			},
			answered: (answer) => this.#answered(answer),
			left: () => (this.#isSent = true),
			mustRead: (answer) => (answer?.known?.length ?? 0) > 0
		});
		this.submit = (event) => {
			this.step = stepOf(event.submitter);
			return send(event);
		};
	}

	/** In the browser only. */
	wake(): void {
		// A page kept for a day without network carries an old key: each writing is a thing of its own.
		if (!this.#start.form && window.isSecureContext) this.draft.key = crypto.randomUUID();
		for (const button of document.querySelectorAll<HTMLButtonElement>('[data-lang]'))
			button.addEventListener('click', (event) => this.#speak(event, button));
		const left = takeLeft(getLocale());
		for (const event of ['pagehide', 'visibilitychange'])
			addEventListener(event, () => this.#leave(), true);
		addEventListener('erased', () => (this.#begun = textOf(this.draft)));
		void this.#refill().then(() => left && this.#goOn(left));
	}

	/** A page that is loaded anew, come back to, or ended by a telephone short of memory has what was written on it. */
	#leave(): void {
		const { draft, answer, files } = this;
		const isOver = this.#isSent || this.isWaiting || this.ended || answer?.sentAs;
		if (isOver || this.#begun === textOf(draft)) return keepLeft(null, getLocale());
		// On its way it may have arrived. Whoever writes here next says himself who he is.
		const key = this.progress === 'sending' ? draft.key : '';
		const left = { ...draft, key, acting: undefined };
		keepLeft(
			{
				draft: left,
				...{ version: this.#start.version?.() ?? '', message: this.#start.message?.() ?? '' },
				hadFiles: files.length > 0 || this.lostFiles
			},
			getLocale()
		);
	}

	/** Unless the page came with words of its own, or somebody began to write them meanwhile: those are newer. */
	#goOn(left: Left): void {
		const { form } = this.#start;
		if (form || this.#isTakenBack || this.isRefilled || this.#begun !== textOf(this.draft)) return;
		this.draft = { ...left.draft, key: left.draft.key || this.draft.key };
		this.#lostWithPage = left.hadFiles;
		this.#isTakenBack = true;
		this.#start.wentOn?.(left);
	}

	/** What is typed stays on the device while the page comes in another language. */
	#speak(event: Event, button: HTMLButtonElement): void {
		const form = document.getElementById('dispute') as HTMLFormElement | null;
		// Then the button sends the form, which comes back with everything that only the answer knew.
		if (form && (this.answer || !window.isSecureContext)) return;
		event.preventDefault();
		const to = forInvoices(button.dataset.lang!, this.draft.invoices);
		const kept = form ? keepTyped(new FormData(form, button)) : Promise.resolve();
		void kept.catch(() => {}).then(() => location.assign(to));
	}

	/** What the page offers, with the invoices and lines that came with an answer. */
	offered<Page extends Offered>(page: Page): Page & { found: Found | null; added: string[] } {
		const { answer } = this;
		const more = answer?.values.part === 'lines' ? answer.values.invoices : [];
		return {
			...page,
			found: answer?.found ?? null,
			added: (answer?.invoices ?? []).map(({ id }) => id),
			invoices: withNew(page.invoices, answer?.invoices ?? []),
			linesOf: [...page.linesOf, ...more],
			lines: withNew(page.lines, answer?.lines ?? [])
		};
	}

	async #refill(): Promise<void> {
		const typed = await takeTyped(this.draft.invoices).catch(() => null);
		if (typed) return this.#takeBack(typed);
		const asked = refillIn(location);
		const item = asked ? await waitingOf(asked).catch(() => undefined) : undefined;
		if (!item || !isOf(item, this.#start.owner())) return;
		this.draft = draftOf(item);
		this.files = filesOf(item);
		this.#sent = this.files;
		this.#own = problemsOf(item);
		this.isRefilled = true;
		this.#start.refilled?.(item);
	}

	#takeBack(typed: FormData): void {
		const item = waitingFrom(typed, { key: this.draft.key, url: '', title: '', at: 0, mark: '' });
		const here = getLocale();
		this.draft = retyped(draftOf(item), typedInLanguage(typed) ?? here, here);
		this.files = filesOf(item);
		this.#isTakenBack = true;
		this.#start.refilled?.(item);
	}

	#answered(answer: Answer): void {
		this.answer = answer;
		this.find = '';
		if (answer) this.#start.answered?.(answer, this.draft);
		const form = document.getElementById('dispute') as HTMLFormElement | null;
		if (form && answer?.settled?.length)
			void keepTyped(new FormData(form), this.draft.invoices).catch(() => {});
	}

	/** What becomes of it; what has to be read has the focus. */
	async #show(next: Progress, words = '', field: string | null = null): Promise<void> {
		if (next === 'preparing') this.#sent = this.files;
		this.progress = next;
		this.#own = words ? [{ words, field }] : [];
		await tick();
		const first = next === 'writing' ? ['ended', ...this.#start.read] : ['kept'];
		first
			.map((id) => document.getElementById(id))
			.find(Boolean)
			?.focus();
	}
}

interface Offered {
	invoices: { id: string }[];
	lines: { id: string }[];
	linesOf: string[];
}

/** The server gives both in one shape. */
const withNew = <One extends { id: string }>(
	known: readonly One[],
	more: readonly { id: string }[]
): One[] => [
	...known,
	...(more as readonly One[]).filter(({ id }) => !known.some((one) => one.id === id))
];

/** What is written in it. */
const textOf = ({ key: _key, ...written }: Draft): string => JSON.stringify(written);

const stepOf = (button: HTMLElement | null): string =>
	button instanceof HTMLButtonElement && button.name === 'step' ? button.value : '';

/** What the server said of what waited, and of each of its files. */
function problemsOf({ problem, files }: Waiting): FormProblem[] {
	const faults = files.map(({ failed, name }, file) => ({
		words: `${name} – ${failed || m.portal_file_failed()}`,
		...{ field: 'files', file, isFailed: failed !== undefined }
	}));
	return [
		...(problem ? [{ words: problem, field: null }] : []),
		...faults.filter(({ isFailed }) => isFailed)
	];
}
