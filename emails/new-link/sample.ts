import type { MailFacts } from '$lib/server/mail/mails';

export const sample: MailFacts['new-link'] = { customerName: 'Menuiserie Petit' };

export const samples = { new: sample, replaced: { ...sample, oldEnded: true } };
