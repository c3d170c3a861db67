import { closePromisedCalls } from '../dunning/close-promised-calls';
import { formallyAsked } from '../dunning/formal-notices';
import { onFormalNotices } from '../promises/notice-hook';
import { onPromise } from '../promises/promise-hook';

// Promises know no dunning: whoever opens a door to them imports this file, and the call one was made in is done.
onPromise(closePromisedCalls);
onFormalNotices(formallyAsked);
