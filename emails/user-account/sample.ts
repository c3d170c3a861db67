import { localDate } from '$lib/domain/calendar';
import type { MailFacts } from '$lib/server/mail/mails';

type Facts = MailFacts['user-account'];

const key = { kind: 'invitation', id: '0198c0de-0000-7000-8000-000000000001' } as const;

export const sample: Facts = {
	event: 'invited',
	key,
	by: 'Nadia Rousseau',
	until: localDate('2026-12-05')
};

export const samples: Record<Facts['event'], Facts> = {
	invited: sample,
	reset_asked: { event: 'reset_asked', key: { ...key, kind: 'reset' } },
	password_changed: { event: 'password_changed' },
	factor_reset: { event: 'factor_reset', by: 'Nadia Rousseau' },
	factor_changed: { event: 'factor_changed' },
	factor_removed: { event: 'factor_removed' },
	recovery_renewed: { event: 'recovery_renewed' },
	recovery_used: { event: 'recovery_used', left: 7 }
};
