import type { Language } from './language';
import { say } from './words';

type Sample = { mail: string; name: string };

const mailKey = (mail: string): string => `mail_name_${mail.replaceAll('-', '_')}`;

/** The words of a mail and of the situation a sample tells; the guard on mails asks for both. */
export const sampleKeys = ({ mail, name }: Sample): [string, string] => [
	mailKey(mail),
	`mail_sample_${mail.replaceAll('-', '_')}_${name}`
];

export const mailName = (mail: string, language?: Language): string =>
	say(mailKey(mail), {}, language);

/** "Decision – partly justified" */
export const sampleName = (sample: Sample): string =>
	sampleKeys(sample)
		.map((key) => say(key))
		.join(' – ');
