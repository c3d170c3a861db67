import { isSameAddress } from '$lib/domain/same-address';
import type { Colleague, Presence, Presences } from '../absences/presence';

export interface Question {
	userId: string | null;
	resolverEmail: string;
	/** The account of whoever took it up as the substitute: he asked back, and waits for what he asked. */
	takenById: string | null;
}

/**
 * Whoever was asked, or his substitute while he is away. Back again it is his own, unless the substitute took it up.
 * The reminders, the links, the desk and the queue all go by this.
 */
export function whoAnswersNow(question: Question, presences: Presences): Presence {
	const now = presences.of(question);
	if (now.awayUntil || !question.takenById) return now;
	const taker = presences.answering(question.takenById);
	return { ...now, standIn: taker && wasAsked(question, taker) ? null : taker };
}

/** He was asked himself, or answers today for whoever was. */
export const isHis = (
	question: Question,
	user: Pick<Colleague, 'id' | 'email'>,
	presences: Presences
): boolean =>
	wasAsked(question, user) || whoAnswersNow(question, presences).standIn?.id === user.id;

const wasAsked = (
	{ userId, resolverEmail }: Question,
	{ id, email }: Pick<Colleague, 'id' | 'email'>
): boolean => userId === id || isSameAddress(resolverEmail, email);
