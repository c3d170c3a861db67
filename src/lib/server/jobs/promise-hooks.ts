import { closePromisedCalls } from '../dunning/close-promised-calls';
import { onPromise } from '../promises/promise-hook';

// Promises know no dunning: whoever opens a door to them imports this file, and the call one was made in is done.
onPromise(closePromisedCalls);
