import type { Dispatcher } from "undici";

/** A request that nobody wanted any more when its turn came; nothing of it was sent. */
export class Withheld extends Error {
  override readonly name = "Withheld";
}

/**
 * Asks right before the first byte is written, which may be long after the request was made: a connection had to come
 * about, or the process stood still.
 */
export function withheldUnless(allowed: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, asking(allowed, handler));
}

function asking(allowed: () => boolean, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      if (allowed()) handler.onRequestStart?.(controller, context);
      else controller.abort(new Withheld("withheld before it left"));
    },
    onResponseStart: (...said) => handler.onResponseStart?.(...said),
    onResponseData: (...said) => handler.onResponseData?.(...said),
    onResponseEnd: (...said) => handler.onResponseEnd?.(...said),
    onResponseError: (...said) => handler.onResponseError?.(...said),
  };
}
