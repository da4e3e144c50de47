import "./supportedNode";
import { dynamicFront } from "./handlers/dynamicFront";
import { handlersOf } from "./handlers/handlers";
import { hostProcess } from "./handlers/hostProcess";

/** The handlers of this process: what the text in state loads. They share one root; nothing else is kept in modules. */
const handlers = handlersOf(hostProcess());

export const keyPair = dynamicFront(handlers.keyPair);
export const keyPairBinding = dynamicFront(handlers.keyPairBinding);
export const keyPairFleet = dynamicFront(handlers.keyPairFleet);
export const dmsTaskGate = dynamicFront(handlers.dmsTaskGate);
