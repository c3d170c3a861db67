import { expect, it } from 'vitest';
import { isFreeMail } from './free-mail';

it.each(['ana@gmail.com', 'ANA@Orange.FR ', 'ana@yahoo.co.uk', 'ana@laposte.net', 'ana@free.fr'])(
	'%s is where anybody gets an address',
	(email) => expect(isFreeMail(email)).toBe(true)
);
it.each(['ana@gantier.fr', 'ana@free.fr.gantier.fr', 'ana@gmail.com.example', 'ana@orange.com.au'])(
	'%s is not',
	(email) => expect(isFreeMail(email)).toBe(false)
);
