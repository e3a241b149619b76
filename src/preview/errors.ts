/** Answered in the Bot API's shape: `{ok: false, error_code, description, parameters?}`. */
export class BotApiError extends Error {
  override name = "BotApiError";

  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number },
  ) {
    super(`${code}: ${description}`);
  }
}

export const badRequest = (what: string) => new BotApiError(400, `Bad Request: ${what}`);
