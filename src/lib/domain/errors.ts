/** Every refusal the product can give. Each has a sentence in messages/<language>/errors.json: `errors_<code>`. */
export const ERROR_CODES = [
	'not_signed_in',
	'not_allowed',
	'not_found',
	'conflict',
	'too_many_attempts',
	'wrong_credentials',
	'invalid_input',
	'required',
	'body_too_large',
	'unavailable',
	'installation_held',
	'link_unknown',
	'link_expired',
	'link_revoked',
	'amount_invalid',
	'amount_not_positive',
	'amount_above_open',
	'promise_above_open',
	'promise_day_over',
	'nothing_to_dispute',
	'already_in_dispute',
	'reason_required',
	'name_required',
	'explanation_required',
	'invoice_required',
	'outcome_invalid',
	'file_too_large',
	'file_type',
	'file_empty',
	'file_broken',
	'too_many_files',
	'transition_not_allowed',
	'run_order_refused',
	'notice_overtaken',
	'verdict_required',
	'accepted_above_claimed',
	'approval_required',
	'contact_known',
	'name_taken',
	'hold_whole_customer',
	'email_invalid',
	'phone_invalid',
	'provider_missing',
	'provider_in_use',
	'provider_url_invalid',
	'provider_url_not_https',
	'provider_url_private',
	'date_invalid',
	'date_in_past',
	'clock_too_far',
	'template_not_ready',
	'tag_unknown',
	'words_outdated',
	'skip_reason_required',
	'queue_changed',
	'one_at_a_time',
	'nothing_picked',
	'import_empty',
	'import_not_text',
	'import_too_large',
	'import_unclosed_quote',
	'import_nul_byte',
	'import_columns_missing',
	'scenario_file_unknown',
	'scenario_file_newer',
	'scenario_file_invalid',
	'scenario_not_ready',
	'scenario_in_use',
	'scenario_not_published',
	'scenario_draft_exists',
	'letter_posted_ahead',
	'letter_posted_before',
	'letter_not_posted',
	'letter_proved',
	'letter_not_registered',
	'letter_none_chosen',
	'letters_overtaken'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Thrown by commands; adapters translate the code into words. `field` names the input at fault,
 * `details` fills the sentence (amounts and dates already as text).
 */
export class AppError extends Error {
	constructor(
		readonly code: ErrorCode,
		readonly details: Record<string, string> = {},
		readonly field?: string,
		/** What else is wrong with the same thing: all of it is said at once. */
		readonly others: readonly AppError[] = []
	) {
		super(code);
		this.name = 'AppError';
	}
}
