/** `offset` leaves records out (current API page); `start` names the first one, counted from 1 (older, partner clouds). */
export type DmsPaging = "auto" | "start" | "offset";

/** What was found out about how the service behind a connection pages; empty until then. */
export interface FoundDmsPaging {
  dialect?: Exclude<DmsPaging, "auto">;
}
