import { workingDayFrom, addDays, type LocalDate } from '$lib/domain/calendar';
import { systemScope, type SystemScope } from '../../auth/scope';
import { postLetters } from '../../dunning/letters/post-letters';
import { trackLetter } from '../../dunning/letters/track-letter';
import type { NoticeContent } from '../../dunning/notice-content';
import { letterOf } from '../../dunning/read-letter';
import { writeLetter } from '../../dunning/write-letter';
import type { Unit } from '../client';
import type { Sketch } from './sketch';

/** A letter somebody confirmed some days ago. */
export interface PastLetter {
	noticeId: string;
	on: LocalDate;
	at: Date;
	about: { customer: { id: string } };
	definition: { channel: 'letter' | 'registered_letter' | string };
	content: NoticeContent;
}

/** Drawn, claimed and posted as the real ones are, on the days they were. */
export async function writeLetters(sketch: Sketch): Promise<void> {
	for (const [at, past] of sketch.letters.entries()) {
		const unit = unitOf(sketch, past);
		const { noticeId, content, about, definition } = past;
		const channel = definition.channel === 'letter' ? 'letter' : 'registered_letter';
		await writeLetter(unit, { id: noticeId, customerId: about.customer.id, channel }, content);
		await post(sketch, past, at);
	}
}

/** The day as whoever looks after the accounts lived it. */
const unitOf = (
	{ unit, colleagues }: Sketch,
	{ on, at }: Pick<PastLetter, 'on' | 'at'>
): Unit<SystemScope> => ({
	...unit,
	now: at,
	today: on,
	scope: systemScope({ ...unit.scope, actor: colleagues.collector.name })
});

/** Taken to the post on the next day that is worked. */
async function post(sketch: Sketch, { noticeId, on, at, definition }: PastLetter, nth: number) {
	const posted = workingDayFrom(addDays(on, 1), sketch.calendar);
	if (posted > sketch.unit.today) return;
	const later = new Date(at.getTime() + (Date.parse(posted) - Date.parse(on)));
	const unit = unitOf(sketch, { on: posted, at: later });
	const { id: letterId } = (await letterOf(unit, noticeId))!;
	// Noted the evening after: nobody asks again whether it may leave.
	await postLetters({ ...unit, today: addDays(posted, 1) }, { letterIds: [letterId], on: posted });
	if (definition.channel === 'registered_letter')
		await trackLetter(unit, { letterId, trackingNumber: numberOf(nth) });
}

/** As La Poste prints them on a registered letter: a digit, a letter, eleven digits. */
const numberOf = (nth: number): string => `1A${String(20_460_370_000 + nth * 137)}`;
