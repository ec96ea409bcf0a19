package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * Requests that write: from where, in which form, how many at once, and for how long.
 *
 * <p>What a request holds in memory is its body, so it is counted from before its body is read
 * until nothing is under way for it, also when its client has given up; and after a time in any
 * case.
 */
final class WritingRequests {

  /** Where a request keeps its slot. */
  private static final String SLOT = "rejoin.slot";

  private final Admission admission;
  private final OriginPolicy origins;
  private final long maxMillis;

  WritingRequests(Admission admission, OriginPolicy origins, Limits limits) {
    this.admission = admission;
    this.origins = origins;
    this.maxMillis = limits.writingRequestMillis();
  }

  /** The route for a POST to {@code path} that may write and whose body is read. */
  Route route(Router router, String path, int maxBytes) {
    router.post(path).handler(context -> requireOwnJson(context));
    router.post(path).handler(context -> enter(context));
    return router.post(path).handler(BodyHandler.create(false).setBodyLimit(maxBytes));
  }

  /** The body of a request that was let in, in valid UTF-8. */
  static byte[] body(RoutingContext context) {
    Buffer body = context.body().buffer();
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    if (!Utf8.isValid(bytes)) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, "the body is not UTF-8");
    }
    return bytes;
  }

  /** Counts a request as under way until {@code work} is done. */
  <T> Future<T> hold(RoutingContext context, Future<T> work) {
    Slot slot = context.get(SLOT);
    slot.hold();
    Answers.here(context, work, done -> slot.release());
    return work;
  }

  /**
   * A page from elsewhere can make a browser send a form here, but not JSON without being asked
   * about; and what has the wrong origin is refused in any case.
   */
  private void requireOwnJson(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (!origins.allows(origin, context.request().getHeader(HttpHeaders.HOST))) {
      Problems.send(context.response(), ErrorCode.FORBIDDEN, "pages of this origin may not write");
    } else if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Answers.JSON)) {
      Problems.send(
          context.response(), 415, ErrorCode.BAD_MESSAGE, "the body has to be " + Answers.JSON);
    } else {
      context.next();
    }
  }

  private void enter(RoutingContext context) {
    if (!admission.enter()) {
      Problems.send(context.response(), ErrorCode.RATE, "too many requests write at once");
      return;
    }
    Slot slot = new Slot(context);
    context.put(SLOT, slot);
    context.response().endHandler(ended -> slot.answered());
    context.response().closeHandler(closed -> slot.answered());
    context.next();
  }

  /** One request's place among those that are counted. On the event loop of the request. */
  private final class Slot {

    private final RoutingContext context;
    private final long timer;
    private int holders = 1;
    private boolean answered;

    Slot(RoutingContext context) {
      this.context = context;
      this.timer = context.vertx().setTimer(maxMillis, late -> timeIsOver());
    }

    void hold() {
      holders++;
    }

    void release() {
      holders--;
      if (holders == 0) {
        context.vertx().cancelTimer(timer);
        admission.leave();
      }
    }

    /** The answer is out, or there is nobody to answer. */
    void answered() {
      if (!answered) {
        answered = true;
        release();
      }
    }

    /** Whatever it still waits for, its body or the store, the next one gets its place. */
    private void timeIsOver() {
      if (holders > 0) {
        holders = 0;
        admission.leave();
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
          response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
          Problems.send(response, ErrorCode.RATE, "not done within " + maxMillis + " ms");
        }
      }
    }
  }
}
