/** Why a provider is not asked at an address. */
export const TARGET_PROBLEMS = ['url_invalid', 'url_not_https', 'url_private'] as const;
export type TargetProblem = (typeof TARGET_PROBLEMS)[number];

/**
 * What this installation itself writes where a server's answer is kept. Each has a sentence
 * (`dunning_mail_response_<word>`); anything else there are the words of whoever was asked.
 */
export const OWN_WORDS = [
	'interrupted',
	'restored',
	'not_witnessed',
	'without_copy',
	'mailbox',
	'provider_missing',
	'email_invalid',
	'answer_too_large',
	'by_hand',
	'not_written',
	'provider_silent',
	'push_off',
	'push_late',
	'push_gone',
	'push_refused',
	...TARGET_PROBLEMS
] as const;
export type OwnWord = (typeof OWN_WORDS)[number];

/** Before the last words of a server that was waited for in vain. */
export const GAVE_UP = 'gave_up: ';
