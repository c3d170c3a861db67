import { expect, test } from 'vitest';
import { erasedAddress } from '$lib/domain/privacy/person-words';
import { senderWords, wholeSender } from './sender-words';

test.each([
	['Ana Roux', 'ana@m.test', 'Ana Roux', 'Ana Roux <ana@m.test>'],
	['', 'ana@m.test', 'ana@m.test', 'ana@m.test'],
	['', '', 'Expéditeur illisible', 'Expéditeur illisible'],
	['', erasedAddress('1a', 0), 'Personne effacée à sa demande', 'Personne effacée à sa demande'],
	['P-1A', erasedAddress('1a', 0), 'Personne effacée à sa demande', 'Personne effacée à sa demande']
])('%s <%s>', (fromName, fromEmail, short, whole) => {
	const sender = { fromName, fromEmail };
	expect([senderWords(sender), wholeSender(sender)]).toEqual([short, whole]);
});
