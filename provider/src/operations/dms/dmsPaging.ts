/** `offset` leaves records out (current API page); `start` names the first one, counted from 1 (older, partner clouds). */
export type DmsPaging = "auto" | "start" | "offset";
