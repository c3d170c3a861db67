// A mail server that takes everything and keeps nothing; prints its address.
import { startFaultySmtp } from '../support/faulty-smtp';

const { url, accepted } = await startFaultySmtp();
console.log(url);
setInterval(() => (accepted.length = 0), 1000);
