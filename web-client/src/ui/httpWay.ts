import { browserEnvironment, type HttpWay } from "../sync/index";
import { rememberedIdentity } from "./identity";

/** From this page to its server, in the person's name if they have one. */
export function httpWay(): HttpWay {
  return {
    environment: browserEnvironment,
    server: location.origin,
    ...rememberedIdentity(),
  };
}
