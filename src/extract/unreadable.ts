/** An item that no article can be made of; `reason` is for the operator who looks through the quarantine. */
export class Unreadable extends Error {
  override name = "Unreadable";

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
