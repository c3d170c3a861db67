import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { PastNotice } from './decision';
import { TONES, type StepDefinition, type Tone } from './scenario';

/**
 * When the leader is paid, the next one starts gently again; a customer who was written to firmly a
 * few days ago is not: within `keepToneDays` the tone never falls. It does not become formal by that:
 * a formal notice is a step of its own.
 */
export function toneOf(
	{ tone, phase }: Pick<StepDefinition, 'tone' | 'phase'>,
	history: readonly PastNotice[],
	{ today, keepToneDays = 0 }: { today: LocalDate; keepToneDays?: number | undefined }
): Tone {
	if (phase === 'before_due' || tone === 'formal') return tone;
	const since = addDays(today, -keepToneDays);
	const lately = history.filter(({ counts, on }) => counts && on >= since);
	const highest = lately.reduce<Tone>(
		(kept, past) => firmer(kept, past.tone === 'formal' ? 'firm' : (past.tone ?? kept)),
		tone
	);
	return keepToneDays > 0 ? highest : tone;
}

/** The firmer of two tones. */
export const firmer = (a: Tone, b: Tone): Tone => (TONES.indexOf(a) >= TONES.indexOf(b) ? a : b);
