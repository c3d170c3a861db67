import { onLoggedDispute } from '../disputes/dispute-hook';
import { closeDisputedCalls } from '../dunning/close-disputed-calls';

// Disputes know no dunning: whoever opens a door to them imports this file, and the call one was heard in is done.
onLoggedDispute(closeDisputedCalls);
