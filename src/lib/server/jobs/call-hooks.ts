import { onNotedCall } from '../customers/call-hook';
import { endPlannedCalls } from '../dunning/end-planned-calls';

// Customers know no dunning: whoever opens a door to them imports this file, and the call that was planned is made.
onNotedCall(endPlannedCalls);
