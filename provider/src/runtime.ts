import "./supportedNode";
import { dynamicFront } from "./handlers/dynamicFront";
import { engineAddress, EngineLink } from "./handlers/engineLink";
import { handlersOf } from "./handlers/handlers";
import { hostProcess } from "./handlers/hostProcess";
import { sdkEngine } from "./handlers/sdkEngine";

/** The handlers of this process: what the text in state loads. They share one root; nothing else is kept in modules. */
const handlers = handlersOf(hostProcess(new EngineLink(engineAddress(process.argv), sdkEngine)));

export const keyPair = dynamicFront(handlers.keyPair);
export const keyPairBinding = dynamicFront(handlers.keyPairBinding);
export const keyPairFleet = dynamicFront(handlers.keyPairFleet);
export const dmsTaskGate = dynamicFront(handlers.dmsTaskGate);
