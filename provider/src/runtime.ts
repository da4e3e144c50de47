import "./supportedNode";
import { handlersOf } from "./handlers/handlers";
import { hostProcess } from "./handlers/hostProcess";

/** The handlers of this process: what the text in state loads. They share one root; nothing else is kept in modules. */
export const { keyPair, keyPairBinding, dmsTaskGate } = handlersOf(hostProcess());
