/** Where anybody gets an address: sharing it makes nobody a colleague. */
const FREE_MAIL =
	/@(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|mail|proton|protonmail|pm|zoho|yandex|orange|wanadoo|free|sfr|neuf|bbox|numericable|laposte|libertysurf|aliceadsl|club-internet|btinternet|virginmedia|sky|talktalk)\.(com|fr|net|org|me|de|eu|co\.uk|uk|be|ch|es|it|ru)$/i;

export const isFreeMail = (email: string): boolean => FREE_MAIL.test(email.trim());
