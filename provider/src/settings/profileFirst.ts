/**
 * The setting, "true", that goes with a profile which was named for one command, function or Provider alone: what it holds
 * then comes before the environment. No person sets it.
 */
export const PROFILE_FIRST = "profileFirst";
