import { isWaitingFate, type FateKind } from './fate';

/** What became of a mail, as its list sorts them: each mail is in exactly one. */
export const MAIL_STATES = ['waiting', 'case', 'done', 'machine', 'bounce'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface MailFate {
	readonly kind: FateKind;
	/** What a person made of it; null while nobody did. */
	readonly deed: 'attached' | 'disputed' | 'done' | null;
}

/** What a person made of it says more than what it looked like. */
export function mailStateOf({ kind, deed }: MailFate): MailState {
	if (deed) return deed === 'done' ? 'done' : 'case';
	if (isWaitingFate(kind)) return 'waiting';
	return STATE_OF[kind as Exclude<FateKind, 'triage' | 'dead'>];
}

const STATE_OF = { message: 'case', machine: 'machine', bounce: 'bounce' } as const;
