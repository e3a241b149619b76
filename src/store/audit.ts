import type { Engine } from "./engine.js";
import type { AuditRepository } from "./store.js";

export function createAudit({ db }: Engine): AuditRepository {
  return {
    async add({ chat, ...row }) {
      await db
        .insertInto("audit")
        .values({ ...row, chat: chat ?? null })
        .execute();
    },

    async list({ limit, offset = 0 }) {
      const rows = await db
        .selectFrom("audit")
        .select(["at", "actor", "action", "chat", "detail"])
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(({ chat, ...row }) => (chat === null ? row : { ...row, chat }));
    },
  };
}
