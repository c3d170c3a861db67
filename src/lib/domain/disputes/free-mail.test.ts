import { expect, it } from 'vitest';
import { followerKind } from './followers';
import { isFreeMail } from './free-mail';

it.each(['ana@gmail.com', 'ANA@Orange.FR ', 'ana@yahoo.co.uk', 'ana@laposte.net', 'ana@free.fr'])(
	'%s is where anybody gets an address',
	(email) => expect(isFreeMail(email)).toBe(true)
);
it.each([
	...['t-online.de', 'freenet.de', 'arcor.de', 'posteo.de', 'mailbox.org', 'gmx.at', 'web.de'],
	...['telefonica.net', 'movistar.es', 'terra.es', 'yahoo.es', 'libero.it'],
	...['orange.fr', 'wanadoo.fr', 'sfr.fr', 'btinternet.com', 'talktalk.net'],
	...['skynet.be', 'telenet.be', 'bluewin.ch']
])('nor are two people colleagues because both are at %s', (domain) => {
	expect(isFreeMail(`ana@${domain}`)).toBe(true);
	const contacts = [{ id: 'contact', email: `known@${domain}` }];
	const found = followerKind(`somebody@${domain}`, { contacts, holderEmail: contacts[0]!.email });
	expect(found).toEqual({ kind: 'stranger' });
});
it.each(['ana@gantier.fr', 'ana@free.fr.gantier.fr', 'ana@gmail.com.example', 'ana@orange.com.au'])(
	'%s is not',
	(email) => expect(isFreeMail(email)).toBe(false)
);
