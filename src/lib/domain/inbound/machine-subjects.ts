/**
 * How mail servers call a mail that came back. Goods are delivered and returned too: only what no
 * customer writes about a parcel is here.
 */
export const BOUNCE_SUBJECT = startsWith([
	'undeliver(?:able|ed)(?: mail|:)',
	'mail undeliverable',
	'returned mail',
	'mail returned',
	'delivery status notification',
	'failure notice',
	'failed mail',
	'mail (?:delivery (?:failed|failure|error|status|system|subsystem)|system error|could not be delivered)',
	'message (?:could not be delivered|undeliverable|you sent blocked)',
	'warning: (?:message|could not send)',
	'could not (?:send|deliver) (?:message|your mail)',
	'non remis\\s*:',
	'(?:message|courrier électronique) non (?:distribué|délivré|remis)',
	'échec de (?:la )?remise\\s*:',
	'unzustellbar\\s*:',
	'(?:nachricht|mail) (?:nicht|konnte nicht) zugestellt',
	'no se puede entregar\\s*:',
	'(?:correo|mensaje) no entregado',
	'(?:impossibile recapitare|messaggio non recapitato)',
	'não é possível entregar\\s*:',
	'onbestelbaar\\s*:',
	'niedostarczone?\\s*:'
]);

/** How programs call what they answer while nobody is there, in eight languages. */
export const MACHINE_SUBJECT = startsWith([
	'auto(?:matic|mated|matically generated)?[- :]*(?:reply|response)\\b',
	'autoreply',
	'out of (?:the )?office',
	'vacation (?:reply|message|notice)',
	'(?:réponse|message|notification) automatique',
	'absen(?:t|te|ce) du bureau',
	'message d.absence',
	'automatische (?:antwort|nachricht)',
	'abwesenheits',
	'nicht im büro',
	'respuesta automática',
	'(?:fuera de la oficina|ausencia de la oficina)',
	'(?:risposta automatica|fuori (?:ufficio|sede))',
	'(?:resposta automática|fora do escritório)',
	'(?:automatisch antwoord|afwezigheids)',
	'(?:automatyczna odpowiedź|autoodpowiedź|poza biurem)'
]);

function startsWith(words: readonly string[]): RegExp {
	return new RegExp(`^\\W{0,12}(?:${words.join('|')})`, 'iu');
}
