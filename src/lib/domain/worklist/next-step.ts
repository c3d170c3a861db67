import type { WorkKind } from './order';

/** What a row is about, as far as an address names it. */
export interface RowAbout {
	readonly reference?: string | null;
	/** Of the customer. */
	readonly code?: string;
	readonly noticeId?: string | null;
	readonly mailId?: string;
	readonly creditId?: string;
}

/** Of the page of a case: with the form for a note open. */
export const NOTE_ON_A_CASE = '?do=note#body-internal';

/** The page on which the next step of a row is taken: there is no kind of row that leads nowhere. */
export const placeOf = (kind: WorkKind, about: RowAbout): string => PLACES[kind](about);

type Place = (about: RowAbout) => string;

const named = (value: string | null | undefined): string => {
	if (!value) throw new Error('a row that names nothing');
	return encodeURIComponent(value);
};

const caseAt: Place = ({ reference }) => `/disputes/${named(reference)}`;
const signatureAt: Place = (about) => `${caseAt(about)}#approval`;
const tasksAt: Place = (about) => `${caseAt(about)}#tasks-title`;
/** Where he writes to the house, not to the customer. */
const noteAt: Place = (about) => `${caseAt(about)}${NOTE_ON_A_CASE}`;
const accountAt: Place = ({ code }) => `/customers/${named(code)}`;
const promisesAt: Place = (about) => `${accountAt(about)}#promises`;
const noticeAt: Place = ({ noticeId }) => `/dunning/notices/${named(noticeId)}`;
const mailAt: Place = ({ mailId }) => `/inbound/${named(mailId)}`;
const creditAt: Place = ({ creditId }) => `/credits?state=failed#credit-${named(creditId)}`;
const caseOrAccount: Place = (about) => (about.reference ? caseAt(about) : accountAt(about));
const noticeOrAccount: Place = (about) => (about.noticeId ? noticeAt(about) : accountAt(about));

const PLACES: Readonly<Record<WorkKind, Place>> = {
	...{ case: caseAt, approval: caseAt, asked: caseAt, anew: caseAt, reply: caseAt, close: caseAt },
	...{ decide: caseAt, assign: caseAt, silent: caseAt, unreached: caseAt, signature: signatureAt },
	...{ advice: noteAt, todo: tasksAt, todo_late: tasksAt, credit: creditAt },
	...{ mail: mailAt, mail_reply: mailAt },
	...{ claim: caseOrAccount, question: caseOrAccount, wrong_person: caseOrAccount },
	...{ low_score: caseOrAccount, not_booked: caseOrAccount },
	account: accountAt,
	...{ promise: promisesAt, promise_decide: promisesAt, promise_lapsed: promisesAt },
	...{ task: noticeAt, alert: noticeOrAccount }
};
