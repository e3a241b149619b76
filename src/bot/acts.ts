import type { AuditRow } from "../store/store.js";
import { additionInWords } from "./addition-words.js";
import type { PlainKey, Say } from "./say.js";

/** What admins do, by the name under which it is written down. */
const ACTS: Record<string, PlainKey> = {
  approve: "approve",
  refuse: "refuse",
  ban: "ban",
  unban: "unban",
  subscribe: "adminAddInterest",
  unsubscribe: "actUnsubscribe",
  ingest: "adminIngest",
  invite: "adminInvite",
  broadcast: "actBroadcast",
  "dictionary-add": "actDictionaryAdd",
  "dictionary-remove": "actDictionaryRemove",
};

/** An act as an admin reads it: what was done, to whom, and what it was about. */
export function actInWords({ action, chat, detail }: AuditRow, say: Say): string {
  const act = ACTS[action];
  return [act === undefined ? action : say(act), chat, aboutOf(action, detail, say)]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}

function aboutOf(action: string, detail: string, say: Say): string {
  switch (action) {
    // What the chat's status was before.
    case "approve":
    case "ban":
    case "unban":
      return "";
    case "dictionary-add":
    case "dictionary-remove":
      // Nothing is left of an act whose person was forgotten.
      return detail === "" ? "" : additionInWords(JSON.parse(detail), say);
    case "broadcast":
      // Behind how surely it was sent.
      return detail.slice(detail.indexOf(" ") + 1);
    default:
      return detail;
  }
}
